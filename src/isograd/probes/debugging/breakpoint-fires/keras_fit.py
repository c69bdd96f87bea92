"""Stop inside a layer at every batch of fit and look at a local variable."""

import sys

import keras
import numpy as np


# %% layer
class Double(keras.layers.Layer):
    def call(self, x):
        y = 2 * x
        breakpoint()
        return y


# %% ask
def ask(values):
    seen = []

    def look():
        seen.append(repr(sys._getframe(1).f_locals["y"]))

    x = np.array(values, "float32").reshape(-1, 1)
    model = keras.Sequential([Double(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    sys.breakpointhook = look
    try:
        model.fit(x, x, batch_size=1, verbose=0)
    finally:
        sys.breakpointhook = sys.__breakpointhook__
    return {"seen": seen}
