"""Call Python at every execution of a function, by the framework's own means."""

import numpy as np
import torch


@torch.compiler.disable
def interpolate(x):
    y = np.interp(x.numpy(), [0.0, 1.0, 2.0], [0.0, 10.0, 40.0])
    return torch.tensor(y, dtype=x.dtype)


# %% function
def f(x):
    return interpolate(x) + 1


# %% ask
def ask(f, xs):
    return {"values": [f(torch.tensor(x)).tolist() for x in xs]}
