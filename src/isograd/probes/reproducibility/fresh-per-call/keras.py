"""Add noise at each of several calls."""

import keras
from keras import ops


# %% function
def f(x):
    return x + keras.random.uniform(ops.shape(x))


# %% ask
def ask(f, seed, calls):
    keras.utils.set_random_seed(seed)
    return {"draws": [ops.convert_to_numpy(f(ops.zeros([3]))) for _ in range(calls)]}
