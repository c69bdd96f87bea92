"""Conversion to another dtype."""

import paddle


# %% snippet
def f(x):
    return x.astype("int32")


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
