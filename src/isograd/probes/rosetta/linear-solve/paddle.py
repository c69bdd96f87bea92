"""Solving a linear system."""

import paddle


# %% snippet
def f(a, b):
    return paddle.linalg.solve(a, b)


# %% ask
def ask(a, b):
    return {"y": f(paddle.to_tensor(a), paddle.to_tensor(b))}
