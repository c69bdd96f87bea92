"""Keras advises run_eagerly=True for debugging: assert in a layer then."""

import keras
import numpy as np
from keras import ops


# %% layer
class Double(keras.layers.Layer):
    def call(self, x):
        y = 2 * x
        assert ops.all(y > 0), "y must be positive"  # <-
        return y


# %% ask
def ask(good, bad):
    model = keras.Sequential([Double(), keras.layers.Dense(1)])
    model.compile("sgd", "mse", run_eagerly=True)
    model.fit(np.array([[good]]), np.ones([1, 1]), verbose=0)
    print("the good value passed")
    model.fit(np.array([[bad]]), np.ones([1, 1]), verbose=0)
    return {}
