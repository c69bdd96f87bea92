"""Dropout inside a recomputed segment: output and gradient."""

import paddle
from paddle import nn
from paddle.distributed.fleet.utils import recompute


# %% function
def segment(x):
    return nn.functional.dropout(x, 0.5)


def f(x):
    return recompute(segment, x)


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    y = f(x)
    y.sum().backward()
    return {"output": y.numpy(), "gradient": x.grad.numpy()}
