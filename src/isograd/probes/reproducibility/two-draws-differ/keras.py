"""Draw twice in one function."""

import keras
from keras import ops


# %% function
def f(x):
    return ops.stack([keras.random.uniform(ops.shape(x)), keras.random.uniform(ops.shape(x))])


# %% ask
def ask(f, seed, size):
    keras.utils.set_random_seed(seed)
    return {"draws": ops.convert_to_numpy(f(ops.zeros([size])))}
