"""Stopped gradient."""

import paddle


# %% snippet
def f(x):
    x.stop_gradient = False
    (x * x.detach()).sum().backward()
    return x.grad


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
