"""Draw a million standard-normal numbers; twenty thousand are looked at."""

import keras
import numpy as np
from keras import ops


# %% function
def f(x):
    return keras.random.normal(ops.shape(x))


# %% ask
def ask(f, seed):
    keras.utils.set_random_seed(seed)
    draws = ops.convert_to_numpy(f(ops.zeros([2**20])))
    return {"draws": draws[:20_000], "different": len(np.unique(draws)) / len(draws)}
