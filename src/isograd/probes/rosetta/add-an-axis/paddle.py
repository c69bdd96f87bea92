"""Broadcasting over a new axis."""

import paddle


# %% snippet
def f(x, y):
    return x.unsqueeze(1) - y


# %% ask
def ask(x, y):
    return {"y": f(paddle.to_tensor(x), paddle.to_tensor(y))}
