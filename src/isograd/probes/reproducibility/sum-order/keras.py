"""Sum arrays forwards and backwards."""

import numpy as np
from keras import ops


# %% function
def f(x):
    return ops.sum(x)


# %% ask
def ask(f, seed):
    arrays = np.random.default_rng(seed).random([64, 1000], "float32")
    forward = [float(f(ops.array(array))) for array in arrays]
    backward = [float(f(ops.flip(ops.array(array)))) for array in arrays]
    return {"forward": forward, "backward": backward}
