"""Keras advises to print in a layer and to compile the model with run_eagerly=True."""

import keras
import numpy as np


# %% layer
class Double(keras.layers.Layer):
    def call(self, x):
        y = 2 * x
        print(y)
        return y


# %% ask
def ask(values):
    x = np.array(values, "float32").reshape(-1, 1)
    model = keras.Sequential([Double(), keras.layers.Dense(1)])
    model.compile("sgd", "mse", run_eagerly=True)
    model.fit(x, x, batch_size=1, verbose=0)
    return {}
