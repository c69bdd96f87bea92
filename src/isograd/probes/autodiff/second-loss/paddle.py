"""Gradients of two losses, one after the other, nothing being reset between them."""

import paddle


# %% function
def f(x, c):
    return (c * x * x).sum()


# %% ask
def ask(f, x, first, second):
    x = paddle.to_tensor(x, stop_gradient=False)
    f(x, paddle.to_tensor(first)).backward()
    f(x, paddle.to_tensor(second)).backward()
    return {"gradient": x.grad.numpy()}
