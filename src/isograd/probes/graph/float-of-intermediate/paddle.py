"""Turn an intermediate value into a Python float and go on with it."""

import math

import paddle


# %% function
def f(x):
    size = float(paddle.sum(x))
    return x * math.sqrt(size)


# %% ask
def ask(f, xs):
    return {"values": [f(paddle.to_tensor(x)).tolist() for x in xs]}
