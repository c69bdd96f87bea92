"""Sum arrays forwards and backwards."""

import numpy as np
import paddle


# %% function
def f(x):
    return x.sum()


# %% ask
def ask(f, seed):
    arrays = np.random.default_rng(seed).random([64, 1000], "float32")
    forward = [f(paddle.to_tensor(array)).item() for array in arrays]
    backward = [f(paddle.to_tensor(array[::-1].copy())).item() for array in arrays]
    return {"forward": forward, "backward": backward}
