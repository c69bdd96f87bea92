"""Gradient through eigenvalues and eigenvectors of a symmetric matrix."""

import paddle


# %% function
def f(x, b, w):
    values, vectors = paddle.linalg.eigh((x + x.t()) / 2)
    return (w * values * (b @ vectors) ** 2).sum()


# %% ask
def ask(f, x, b, w):
    x = paddle.to_tensor(x, stop_gradient=False)
    b = paddle.to_tensor(b)
    w = paddle.to_tensor(w)
    f(x, b, w).backward()
    return {"gradient": x.grad.numpy()}
