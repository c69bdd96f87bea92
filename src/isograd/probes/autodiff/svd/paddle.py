"""Gradient through singular values and singular vectors."""

import paddle


# %% function
def f(x, b, w):
    u, s, _ = paddle.linalg.svd(x, full_matrices=False)
    return (w * s * (b @ u) ** 2).sum()


# %% ask
def ask(f, x, b, w):
    x = paddle.to_tensor(x, stop_gradient=False)
    b = paddle.to_tensor(b)
    w = paddle.to_tensor(w)
    f(x, b, w).backward()
    return {"gradient": x.grad.numpy()}
