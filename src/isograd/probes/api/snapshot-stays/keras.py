"""Read the parameters, train one step, and look at what was read."""

import keras
import numpy as np


# %% ask
def ask(x, w, rate):
    model = keras.Sequential([keras.Input([3]), keras.layers.Dense(2, use_bias=False)])
    model.set_weights([np.array(w)])
    kept = model.get_weights()
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    model.fit(np.array(x), np.zeros([len(x), 2]), batch_size=len(x), verbose=0)
    return {"now": model.get_weights()[0], "kept": kept[0]}
