"""A learning rate that warms up and then falls with the inverse square root of the step."""

import torch
from torch import nn


# %% model
def schedule(optimizer, warm):
    def factor(step):  # from 0
        return min((step + 1) / warm, (warm / (step + 1)) ** 0.5)

    return torch.optim.lr_scheduler.LambdaLR(optimizer, factor)


# %% ask
def ask(x, y, w, peak, warm):
    model = nn.Linear(3, 1, bias=False)
    model.weight.data = torch.tensor(w).T
    optimizer = torch.optim.SGD(model.parameters(), lr=peak)
    scheduler = schedule(optimizer, warm)
    for _ in range(5):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(torch.tensor(x)), torch.tensor(y))
        loss.backward()
        optimizer.step()
        scheduler.step()
    return {"w": model.weight.detach().T.numpy()}
