"""Catch a failed factorisation inside a function and go on with zeros."""

import paddle


# %% function
def f(x):
    try:
        return paddle.linalg.cholesky(x)
    except Exception:
        return paddle.zeros_like(x)


# %% ask
def ask(f, xs):
    return {"values": [f(paddle.to_tensor(x)).tolist() for x in xs]}
