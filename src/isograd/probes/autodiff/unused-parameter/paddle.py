"""Gradient with respect to a parameter that the loss does not use."""

import paddle


# %% function
def f(used, unused):
    return (used**2).sum()


# %% ask
def ask(f, used, unused):
    used = paddle.to_tensor(used, stop_gradient=False)
    unused = paddle.to_tensor(unused, stop_gradient=False)
    f(used, unused).backward()
    second = unused.grad
    return {"used": used.grad.numpy(), "unused": None if second is None else second.numpy()}
