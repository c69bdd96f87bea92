"""Call Python at every execution of a function, by the framework's own means."""

import numpy as np
import paddle


def interpolate(x):
    return np.interp(x, [0.0, 1.0, 2.0], [0.0, 10.0, 40.0]).astype("float32")


# %% function
def f(x):
    return paddle.to_tensor(interpolate(x.numpy())) + 1


# %% ask
def ask(f, xs):
    return {"values": [f(paddle.to_tensor(x)).tolist() for x in xs]}
