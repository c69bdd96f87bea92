"""An arc cosine that is masked where it has no derivative, under PyTorch's anomaly detection."""

import torch


# %% function
def f(x):
    angle = torch.acos(x)  # <-
    return torch.where(x < 1, angle, torch.zeros_like(x)).sum()


# %% ask
def ask(f, values):
    x = torch.tensor(values, requires_grad=True)
    with torch.autograd.detect_anomaly():
        f(x).backward()
    return {}
