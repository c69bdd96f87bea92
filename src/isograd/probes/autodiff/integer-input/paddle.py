"""Gradient with respect to integers."""

import paddle


# %% ask
def ask(x):
    x = paddle.to_tensor(x, stop_gradient=False)
    (x * x).sum().backward()  # <-
    return {"gradient": x.grad}
