"""Padding with zeros."""

import paddle


# %% snippet
def f(x):
    return paddle.nn.functional.pad(x, [1, 2], pad_from_left_axis=False)


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
