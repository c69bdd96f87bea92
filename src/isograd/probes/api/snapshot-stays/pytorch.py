"""Read the parameters, train one step, and look at what was read."""

import torch
from torch import nn


# %% ask
def ask(x, w, rate):
    model = nn.Linear(3, 2, bias=False)
    model.weight.data = torch.tensor(w).T
    kept = model.state_dict()
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    loss = (model(torch.tensor(x)) ** 2).mean()
    loss.backward()
    optimizer.step()
    return {"now": model.weight.detach().T.numpy(), "kept": kept["weight"].T.numpy()}
