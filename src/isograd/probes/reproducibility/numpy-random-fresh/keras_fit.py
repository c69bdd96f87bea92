"""Add a number of NumPy's random generator to each of several batches, in a layer."""

import keras
import numpy as np


# %% function
class Noise(keras.layers.Layer):
    def call(self, x):
        return x + np.random.rand()


# %% ask
def ask(seed, calls):
    np.random.seed(seed)
    model = keras.Sequential([keras.Input([3]), Noise()])
    return {"draws": model.predict(np.zeros([calls, 3]), batch_size=1, verbose=0)}
