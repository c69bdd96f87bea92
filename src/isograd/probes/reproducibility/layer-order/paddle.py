"""Make a layer after seeding, and once more with another layer before it."""

import paddle
from paddle import nn


# %% ask
def ask(seed):
    paddle.seed(seed)
    first = nn.Linear(8, 4).weight
    paddle.seed(seed)
    nn.Linear(8, 8)
    again = nn.Linear(8, 4).weight
    return {"first": first.numpy(), "again": again.numpy()}
