"""Draw from two seeds that agree in their lowest 32 bits."""

import keras
from keras import ops


# %% function
def draw(seed):
    keras.utils.set_random_seed(seed)
    return ops.convert_to_numpy(keras.random.uniform([20]))


# %% ask
def ask(seeds):
    return {"draws": [draw(seed) for seed in seeds]}
