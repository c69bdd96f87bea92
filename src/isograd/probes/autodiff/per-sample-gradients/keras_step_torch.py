"""The gradient of every example's own loss."""

import torch
from keras import ops


# %% function
def loss(w, x, y):
    return (ops.dot(x, w) - y) ** 2


def f(w, x, y):
    return torch.vmap(torch.func.grad(loss), in_dims=(None, 0, 0))(w, x, y)


# %% ask
def ask(f, w, x, y):
    return {"gradients": f(torch.tensor(w), torch.tensor(x), torch.tensor(y)).numpy()}
