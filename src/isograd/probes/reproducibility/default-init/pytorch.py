"""Make a dense layer with twice as many inputs as outputs, with all its defaults."""

import torch


# %% ask
def ask(seed, outputs):
    torch.manual_seed(seed)
    return {"weight": torch.nn.Linear(2 * outputs, outputs).weight.tolist()}
