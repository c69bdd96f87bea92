"""Draw from Python's random module inside a function that is called several times."""

import random

import paddle


# %% function
def f(x):
    return x + random.random()


# %% ask
def ask(f, calls):
    return {"values": [float(f(paddle.to_tensor(0.0))) for _ in range(calls)]}
