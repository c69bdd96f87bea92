"""Draw after seeding, and once more with another draw in between."""

import keras
from keras import ops


# %% function
def f(x):
    return keras.random.uniform(ops.shape(x))


# %% ask
def ask(f, seed, size):
    x = ops.zeros([size])
    keras.utils.set_random_seed(seed)
    first = f(x)
    keras.utils.set_random_seed(seed)
    f(ops.zeros([size, 2]))
    again = f(x)
    return {"first": ops.convert_to_numpy(first), "again": ops.convert_to_numpy(again)}
