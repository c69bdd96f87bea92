"""Two backward passes of the same loss; the gradient of the second."""

import torch


# %% ask
def ask(values):
    w = torch.tensor(values, requires_grad=True)
    for _ in range(2):
        (w * w).sum().backward()
    return {"gradient": w.grad}
