"""How many rows the gradient of an embedding table holds."""

import paddle
from paddle import nn


# %% function
def f(table, words):
    return nn.functional.embedding(words, table, sparse=True).sum()


# %% ask
def ask(f, rows, words):
    table = paddle.ones([rows, 4])
    table.stop_gradient = False
    f(table, paddle.to_tensor(words)).backward()
    held = table.grad.numpy()  # of a SelectedRows, the rows that it holds
    return {"held": len(held), "total": held.sum()}
