"""Multiply matrices that do not fit in a layer, and look into the frames of the error."""

import traceback

import keras
import numpy as np
from keras import ops


# %% layer
class Product(keras.layers.Layer):
    def call(self, x):
        hidden = 2 * x
        return ops.matmul(hidden, ops.ones([2, 3]))


# %% ask
def ask(value):
    seen = []
    model = keras.Sequential([Product(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    try:
        model.fit(np.full([2, 3], value), np.ones([2, 1]), verbose=0)
    except Exception as error:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if "hidden" in frame.f_locals:
                seen.append(repr(frame.f_locals["hidden"]))
    return {"seen": seen}
