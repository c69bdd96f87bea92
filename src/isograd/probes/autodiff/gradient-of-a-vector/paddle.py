"""Gradient of a vector, no cotangent being given."""

import paddle


# %% ask
def ask(x):
    x = paddle.to_tensor(x, stop_gradient=False)
    (x * x).backward()  # <-
    return {"gradient": x.grad.numpy()}
