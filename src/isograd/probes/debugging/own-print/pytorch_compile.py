"""Declare print reorderable, so that it does not break the compiled graph."""

import torch


# %% function
@torch.compile(fullgraph=True)
def f(x):
    y = 2 * x
    print(y)
    return y


# %% ask
def ask(f, values):
    with torch._dynamo.config.patch(reorderable_logging_functions={print}):
        for value in values:
            f(torch.tensor([value]))
    return {}
