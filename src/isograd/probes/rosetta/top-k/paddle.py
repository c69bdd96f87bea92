"""The k largest."""

import paddle


# %% snippet
def f(x):
    return paddle.topk(x, 2)[0]


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
