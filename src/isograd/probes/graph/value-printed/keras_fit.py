"""Print a value inside a Keras model: Keras has no printing of its own, Python's is tried."""

import keras
import numpy as np


# %% function
class Model(keras.Model):
    def call(self, x):
        print(x)
        return x * x


# %% ask
def ask(numbers):
    model = Model()
    model(np.zeros([1, 1]))  # builds it
    model.predict(np.array(numbers, "float32")[:, None], batch_size=1, verbose=0)
    return {}
