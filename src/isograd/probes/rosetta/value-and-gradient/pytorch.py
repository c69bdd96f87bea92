"""Value and gradient together."""

import torch


# %% snippet
def f(x):
    x = x.clone().requires_grad_()
    value = (x**2).sum()
    (gradient,) = torch.autograd.grad(value, x)
    return value.detach(), gradient


# %% ask
def ask(x):
    value, gradient = f(torch.tensor(x))
    return {"value": value, "gradient": gradient}
