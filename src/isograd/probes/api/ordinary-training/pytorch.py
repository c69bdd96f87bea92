"""Define and train a network with one hidden layer."""

import torch
from torch import nn


# %% model
class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(3, 6)
        self.last = nn.Linear(6, 1)

    def forward(self, x):
        return self.last(torch.tanh(self.first(x)))


def train(model, batches, rate):
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    for x, y in batches:
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()


# %% ask
def ask(x, y, first, last, rate):
    model = Network()
    for layer, weight in zip((model.first, model.last), (first, last)):
        layer.weight.data = torch.tensor(weight).T
        nn.init.zeros_(layer.bias)
    train(model, zip(torch.tensor(x), torch.tensor(y)), rate)
    first, last = (layer.weight.detach().T.numpy() for layer in model.children())
    return {"first": first, "last": last}
