"""Fit a model whose output goes through argmax."""

import keras
import numpy as np
from keras import ops


# %% layer
class Choice(keras.layers.Layer):
    def call(self, x):
        return ops.cast(ops.argmax(x, axis=-1, keepdims=True), "float32")


# %% ask
def ask(values):
    model = keras.Sequential([keras.Input([4]), keras.layers.Dense(4), Choice()])
    model.compile("sgd", "mse")
    before = model.get_weights()[0]
    model.fit(np.array([values]), np.ones([1, 1]), verbose=0)  # <-
    return {"gradient": before - model.get_weights()[0]}
