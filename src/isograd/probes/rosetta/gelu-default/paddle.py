"""GELU as it comes."""

import paddle


# %% snippet
def f(x):
    return paddle.nn.functional.gelu(x)


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
