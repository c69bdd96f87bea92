"""Take the gradient of a loss that goes through argmax."""

import torch


# %% ask
def ask(values):
    w = torch.tensor(values, requires_grad=True)
    choice = torch.argmax(w * w)
    loss = (choice.float() - 1) ** 2
    loss.backward()  # <-
    return {"gradient": w.grad}
