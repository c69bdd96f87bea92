"""Picking rows by index."""

import paddle


# %% snippet
def f(x, rows):
    return paddle.gather(x, rows)


# %% ask
def ask(x, rows):
    return {"y": f(paddle.to_tensor(x), paddle.to_tensor(rows))}
