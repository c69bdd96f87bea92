"""Fourier transform of real numbers."""

import torch


# %% snippet
def f(x):
    return torch.fft.rfft(x).abs()


# %% ask
def ask(x):
    return {"y": f(torch.tensor(x))}
