"""Apply a layer that draws in a model that runs eagerly and in one that is compiled by default."""

import keras
import numpy as np
from keras import ops


# %% function
class Draw(keras.layers.Layer):
    def __init__(self, seed):
        super().__init__()
        self.seeds = keras.random.SeedGenerator(seed)

    def call(self, x):
        return keras.random.uniform(ops.shape(x), seed=self.seeds)


# %% ask
def ask(seed, size):
    def draw(**how):
        model = keras.Sequential([keras.Input([size]), Draw(seed)])
        model.compile(**how)
        return model.predict(np.zeros([1, size]), verbose=0)

    return {"first": draw(run_eagerly=True), "again": draw()}
