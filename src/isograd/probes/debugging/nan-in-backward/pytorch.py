"""A square root that is masked where it has no derivative, under PyTorch's anomaly detection."""

import torch


# %% function
def f(x):
    root = torch.sqrt(x)  # <-
    return torch.where(x > 0, root, torch.zeros_like(x)).sum()


# %% ask
def ask(f, values):
    x = torch.tensor(values, requires_grad=True)
    with torch.autograd.detect_anomaly():
        f(x).backward()
    return {}
