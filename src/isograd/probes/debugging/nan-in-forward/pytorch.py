"""Take the logarithm of a negative number under PyTorch's anomaly detection."""

import torch


# %% function
def f(x):
    y = torch.log(x)  # <-
    return (y * y).sum()


# %% ask
def ask(f, values):
    x = torch.tensor(values, requires_grad=True)
    with torch.autograd.detect_anomaly():
        f(x).backward()
    return {}
