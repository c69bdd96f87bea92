"""Catch a failed factorisation inside a function and go on with zeros."""

from keras import ops


# %% function
def f(x):
    try:
        return ops.linalg.cholesky(x)
    except Exception:
        return ops.zeros_like(x)


# %% ask
def ask(f, xs):
    return {"values": [ops.convert_to_numpy(f(ops.array(x))) for x in xs]}
