"""Add noise to one example, mapped over a batch in a layer of a compiled model."""

import keras
import numpy as np
from keras import ops


# %% function
class Noise(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.seeds = keras.random.SeedGenerator(seed)

    def noisy(self, x):
        return x + keras.random.normal(ops.shape(x), seed=self.seeds)

    def call(self, x):
        return ops.vectorized_map(self.noisy, x)


# %% ask
def ask(seed, examples):
    model = keras.Sequential([keras.Input([3], examples), Noise(seed)])
    return {"draws": model.predict(np.zeros([examples, 3]), verbose=0)}
