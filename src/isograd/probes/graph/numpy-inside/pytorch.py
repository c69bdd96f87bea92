"""Call NumPy on a value inside a function."""

import numpy as np
import torch


# %% function
def f(x):
    y = np.interp(x.numpy(), [0.0, 1.0, 2.0], [0.0, 10.0, 40.0])
    return torch.tensor(y)


# %% ask
def ask(f, xs):
    return {"values": [f(torch.tensor(x)).tolist() for x in xs]}
