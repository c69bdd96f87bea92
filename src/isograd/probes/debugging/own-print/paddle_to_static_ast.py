"""Print an intermediate value by paddle.static.Print."""

import paddle


# %% function
@paddle.jit.to_static(full_graph=True)
def f(x):
    y = 2 * x
    return paddle.static.Print(y)


# %% ask
def ask(f, values):
    for value in values:
        f(paddle.to_tensor([value]))
    return {}
