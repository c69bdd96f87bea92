"""Adaptive halting in PyTorch: Python's own while, as long as some example goes on."""

import torch
from torch import nn


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
class Halting(nn.Module):
    def __init__(self):
        super().__init__()
        self.input = nn.Linear(4, 8)
        self.recurrent = nn.Linear(8, 8, bias=False)
        self.halt = nn.Linear(8, 1)
        self.output = nn.Linear(8, 1)
        self.limit = 12  # iterations at most
        nn.init.constant_(self.halt.bias, -1.5)

    def iterate(self, inputs, state, mean, left, ponder, iterations):
        state = torch.tanh(inputs + self.recurrent(state))
        halt = torch.sigmoid(self.halt(state))
        weight = torch.where(left - halt > 0.01, halt, left)  # nothing once an example has halted
        return state, mean + weight * state, left - weight, ponder + left, iterations + (left > 0)

    def forward(self, x):
        inputs = self.input(x)
        state, mean = torch.zeros_like(inputs), torch.zeros_like(inputs)
        left = torch.ones_like(inputs[:, :1])  # of the weight that each example shares out
        ponder, iterations = torch.zeros_like(left), torch.zeros_like(left, dtype=torch.int64)
        count = 0
        while count < self.limit and bool((left > 0).any()):
            state, mean, left, ponder, iterations = self.iterate(
                inputs, state, mean, left, ponder, iterations
            )
            count += 1
        return self.output(mean), ponder, iterations


# %% loss
def loss_fn(predicted, ponder, y):
    return torch.mean((predicted - y) ** 2) + torch.mean(ponder) / 64


# %% step
def build():
    model = Halting()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.25)
    return model, optimizer


def step(model, optimizer, x, y):
    optimizer.zero_grad()
    predicted, ponder, _ = model(x)
    loss = loss_fn(predicted, ponder, y)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@torch.no_grad()
def predict(model, x):
    predicted, _, iterations = model(x)
    return predicted, iterations


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
