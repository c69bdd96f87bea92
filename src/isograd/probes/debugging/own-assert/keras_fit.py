"""Keras advises run_eagerly=True for debugging: assert in the model then."""

import keras
import numpy as np
from keras import ops


# %% model
class Model(keras.Model):
    def __init__(self):
        super().__init__()
        self.last = keras.layers.Dense(1)

    def call(self, x):
        y = 2 * x
        assert ops.all(y > 0), "y must be positive"  # <-
        return self.last(y)


# %% ask
def ask(good, bad):
    model = Model()
    model.compile("sgd", "mse", run_eagerly=True)
    model.fit(np.array([[good]]), np.ones([1, 1]), verbose=0)
    print("the good value passed")
    model.fit(np.array([[bad]]), np.ones([1, 1]), verbose=0)
    return {}
