"""Gradient of the squared absolute value of complex numbers."""

import torch


# %% function
def f(z):
    return (z.abs() ** 2).sum()


# %% ask
def ask(f, real, imaginary):
    z = torch.complex(torch.tensor(real), torch.tensor(imaginary)).requires_grad_()
    f(z).backward()
    return {"real": z.grad.real.numpy(), "imaginary": z.grad.imag.numpy()}
