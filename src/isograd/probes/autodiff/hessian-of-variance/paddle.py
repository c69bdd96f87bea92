"""The Hessian of a variance."""

import paddle


# %% function
def f(x):
    variance = paddle.var(x, unbiased=False)
    return paddle.autograd.hessian(variance, x)[:]


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    return {"hessian": f(x).numpy()}
