"""Subtract from a parameter by its local name, and look whether the model moved."""

import paddle


# %% ask
def ask(width, step):
    model = paddle.nn.Linear(width, 1, bias_attr=False)
    before = model.weight.numpy().copy()
    kernel = model.weight
    kernel -= step  # <-
    return {"moved": (before - model.weight.numpy()).ravel()}
