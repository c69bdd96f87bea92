"""Draw many uniform numbers; some are looked at, and the largest of all."""

import keras
from keras import ops


# %% function
def f(x):
    return keras.random.uniform(ops.shape(x))


# %% ask
def ask(f, seed):
    keras.utils.set_random_seed(seed)
    draws = f(ops.zeros([2**24]))
    return {"draws": ops.convert_to_numpy(draws[:20_000]), "largest": float(ops.max(draws))}
