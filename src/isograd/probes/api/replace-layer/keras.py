"""Replace the activation of a model that has been built and used."""

import keras
import numpy as np
from keras.layers import Activation, Dense


# %% ask
def ask(x, first, last):
    layers = [Dense(5, use_bias=False), Activation("tanh"), Dense(2, use_bias=False)]
    model = keras.Sequential([keras.Input([3]), *layers])
    model.set_weights([np.array(first), np.array(last)])
    before = model.predict(np.array(x), verbose=0)
    model.layers[1] = Activation(keras.ops.sin)
    after = model.predict(np.array(x), verbose=0)
    return {"before": before, "after": after}
