"""Call Python at every execution of a function, by the framework's own means."""

import numpy as np
import paddle
from paddle import static


def interpolate(x):
    return np.interp(x, [0.0, 1.0, 2.0], [0.0, 10.0, 40.0]).astype("float32")


# %% function
@paddle.jit.to_static(full_graph=True)
def f(x):
    y = paddle.zeros_like(x)
    static.py_func(interpolate, x, y)
    return y + 1


# %% ask
def ask(f, xs):
    return {"values": [f(paddle.to_tensor(x)).tolist() for x in xs]}
