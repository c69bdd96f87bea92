"""Multiply matrices whose shapes do not fit, in a layer that is trained by fit."""

import keras
import numpy as np
from keras import ops


# %% layer
class Product(keras.layers.Layer):
    def __init__(self, *shape):
        super().__init__()
        self.w = self.add_weight(shape)

    def call(self, x):
        h = ops.tanh(x)
        return ops.matmul(h, self.w)  # <-


# %% ask
def ask(rows, inner, other, columns):
    model = keras.Sequential([Product(other, columns)])
    model.compile("sgd", "mse")
    model.fit(np.ones([rows, inner]), np.ones([rows, columns]), verbose=0)
    return {}
