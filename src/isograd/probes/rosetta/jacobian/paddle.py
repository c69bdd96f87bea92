"""Jacobian matrix."""

import paddle


# %% snippet
def f(x):
    x.stop_gradient = False
    y = x**2 + x.sin().sum()
    return paddle.autograd.jacobian(y, x)[:]


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
