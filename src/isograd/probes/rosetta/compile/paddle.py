"""Compiling a function."""

import paddle


# %% snippet
@paddle.jit.to_static
def f(x):
    return paddle.sin(x) ** 2 + paddle.cos(x)


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
