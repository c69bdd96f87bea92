"""Two gradients from one forward pass."""

import paddle


# %% function
def f(x):
    return paddle.exp(x).sum()


# %% ask
def ask(f, x):
    x = paddle.to_tensor(x, stop_gradient=False)
    y = f(x)
    (first,) = paddle.grad(y, x)
    (second,) = paddle.grad(y, x)
    return {"first": first.numpy(), "second": second.numpy()}
