"""Note the loss at each step, by a callback."""

import keras
import numpy as np


# %% model
class Losses(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.losses = []

    def on_train_batch_end(self, batch, logs=None):
        self.losses.append(float(logs["loss"]))


# %% ask
def ask(x, y, w, rate):
    model = keras.Sequential([keras.Input([3]), keras.layers.Dense(1, use_bias=False)])
    model.set_weights([np.array(w)])
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    noted = Losses()
    x, y = np.concatenate(x), np.concatenate(y)
    model.fit(x, y, batch_size=8, shuffle=False, verbose=0, callbacks=[noted])
    return {"losses": noted.losses}
