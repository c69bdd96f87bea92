"""Save the state between two dropouts, and go back to it."""

import torch
from torch.nn import functional


# %% function
def f(x):
    return functional.dropout(x, 0.5)


# %% ask
def ask(f, seed, x):
    x = torch.tensor(x)
    torch.manual_seed(seed)
    other = f(x)
    state = torch.get_rng_state()
    first = f(x)
    torch.set_rng_state(state)
    again = f(x)
    return {"first": first.numpy(), "again": again.numpy(), "other": other.numpy()}
