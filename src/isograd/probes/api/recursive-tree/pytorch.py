"""A binary tree, whose nodes are computed by recursion."""

import torch


# %% model
def node(w, x, i: int):
    if 2 * i + 1 >= len(w):  # a leaf
        return torch.tanh(w[i] * x)
    return torch.tanh(w[i] * (node(w, x, 2 * i + 1) + node(w, x, 2 * i + 2)))


# %% function
def f(w, x):
    return node(w, x, 0)


# %% ask
def ask(f, w, x):
    return {"root": f(torch.tensor(w), torch.tensor(x))}
