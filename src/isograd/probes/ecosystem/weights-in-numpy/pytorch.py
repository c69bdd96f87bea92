"""NumPy's functions on a parameter."""

import numpy as np
import torch


# %% ask
def ask(weight):
    made = torch.nn.Parameter(torch.tensor(weight))
    return {"median": np.median(made), "sorted": np.sort(made, 0), "norm": np.linalg.norm(made)}
