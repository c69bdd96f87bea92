"""Momentum with bounded steps: w -= rate * v / (1 + |v|)."""

import torch
from torch import nn


# %% model
class Bounded(torch.optim.Optimizer):
    def __init__(self, params, lr, beta):
        super().__init__(params, {"lr": lr, "beta": beta})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                v = self.state[p].setdefault("v", torch.zeros_like(p))
                v.mul_(group["beta"]).add_(p.grad)
                p -= group["lr"] * v / (1 + v.abs())


# %% ask
def ask(x, y, w, rate, beta):
    model = nn.Linear(3, 1, bias=False)
    model.weight.data = torch.tensor(w).T
    optimizer = Bounded(model.parameters(), rate, beta)
    for _ in range(3):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(torch.tensor(x)), torch.tensor(y))
        loss.backward()
        optimizer.step()
    return {"w": model.weight.detach().T.numpy()}
