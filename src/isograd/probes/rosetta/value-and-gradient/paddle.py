"""Value and gradient together."""

import paddle


# %% snippet
def f(x):
    x.stop_gradient = False
    value = (x**2).sum()
    (gradient,) = paddle.grad(value, x)
    return value.detach(), gradient


# %% ask
def ask(x):
    value, gradient = f(paddle.to_tensor(x))
    return {"value": value, "gradient": gradient}
