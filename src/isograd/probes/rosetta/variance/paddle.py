"""Variance of a population."""

import paddle


# %% snippet
def f(x):
    return x.var(axis=1, unbiased=False)


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
