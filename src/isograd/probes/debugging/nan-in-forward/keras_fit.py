"""Take the logarithm of a negative number in a layer, and fit with TerminateOnNaN."""

import keras
import numpy as np
from keras import ops


# %% layer
class Logarithm(keras.layers.Layer):
    def call(self, x):
        return ops.log(x)  # <-


# %% ask
def ask(values):
    x = np.array(values, "float32").reshape(-1, 1)
    model = keras.Sequential([Logarithm(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(x, x, verbose=0, callbacks=[keras.callbacks.TerminateOnNaN()])
    return {}
