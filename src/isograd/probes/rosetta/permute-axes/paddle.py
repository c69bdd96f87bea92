"""Permutation of axes."""

import paddle


# %% snippet
def f(x):
    return x.transpose([0, 2, 1])


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
