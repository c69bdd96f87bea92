"""Concatenation."""

import paddle


# %% snippet
def f(x, y):
    return paddle.concat([x, y], axis=1)


# %% ask
def ask(x, y):
    return {"y": f(paddle.to_tensor(x), paddle.to_tensor(y))}
