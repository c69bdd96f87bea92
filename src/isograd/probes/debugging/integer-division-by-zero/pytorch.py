"""Divide integers, one of them by zero."""

import torch


# %% function
def f(a, b):
    return a // b  # <-


# %% ask
def ask(f, numbers, divisors):
    return {"quotient": f(torch.tensor(numbers), torch.tensor(divisors))}
