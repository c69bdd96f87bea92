"""Apply dropout, once more, and again after the same seed."""

import keras
from keras import ops


# %% function
def f(x):
    return keras.random.dropout(x, 0.5)


# %% ask
def ask(f, seed, x):
    x = ops.array(x, "float32")
    keras.utils.set_random_seed(seed)
    first = f(x)
    other = f(x)
    keras.utils.set_random_seed(seed)
    again = f(x)
    made = {"first": first, "other": other, "again": again}
    return {name: ops.convert_to_numpy(value) for name, value in made.items()}
