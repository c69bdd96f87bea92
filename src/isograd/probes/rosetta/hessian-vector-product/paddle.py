"""Hessian times a vector."""

import paddle


# %% snippet
def f(x, v):
    x.stop_gradient = False
    (gradient,) = paddle.grad((x**3).sum(), x, create_graph=True)
    return paddle.grad(gradient, x, v)[0]


# %% ask
def ask(x, v):
    return {"y": f(paddle.to_tensor(x), paddle.to_tensor(v))}
