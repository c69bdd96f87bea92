"""Gradient of a gather that takes some entries several times."""

import paddle


# %% function
def f(x, places, w):
    return (w * paddle.gather(x, places)).sum()


# %% ask
def ask(f, x, places, w):
    x = paddle.to_tensor(x, stop_gradient=False)
    places = paddle.to_tensor(places)
    w = paddle.to_tensor(w)
    f(x, places, w).backward()
    return {"gradient": x.grad.numpy()}
