"""Branch on a value."""

import paddle


# %% snippet
def f(x):
    return paddle.static.nn.cond(x.sum() > 0, lambda: 2 * x, lambda: -x)


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
