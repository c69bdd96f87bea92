"""Mean squared error of [n, 1] against [n]."""

import torch
from torch.nn.functional import mse_loss


# %% function
def f(prediction, target):
    return mse_loss(prediction, target)  # <-


# %% ask
def ask(f, predictions, targets):
    loss = f(torch.tensor(predictions).reshape(-1, 1), torch.tensor(targets))
    return {"loss": loss}
