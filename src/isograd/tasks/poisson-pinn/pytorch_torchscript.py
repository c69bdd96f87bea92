"""Poisson's equation by a network in PyTorch, with the derivatives of torch.autograd.grad."""

import torch
from torch import nn


# %% data
def load(x, f, x_b, u_b):
    return tuple(torch.from_numpy(array) for array in (x, f, x_b, u_b))


# %% model
WIDTH = 16  # units of each hidden layer


class MLP(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden_1 = nn.Linear(2, WIDTH)
        self.hidden_2 = nn.Linear(WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, 1)

    def forward(self, x):
        x = torch.tanh(self.hidden_1(x))
        x = torch.tanh(self.hidden_2(x))
        return self.output(x)


# %% loss
def laplacian(model, x):
    x = x.detach().requires_grad_()
    (du,) = torch.autograd.grad(model(x).sum(), x, create_graph=True)  # [batch, 2]
    u_xx, u_yy = (
        torch.autograd.grad(du[:, i].sum(), x, create_graph=True)[0][:, i] for i in range(2)
    )
    return (u_xx + u_yy).unsqueeze(1)


def loss_fn(model, x, f, x_b, u_b):
    residual = -laplacian(model, x) - f
    misfit = model(x_b) - u_b
    return residual.square().mean() + 100 * misfit.square().mean()


# %% step
def build():
    model = MLP()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
    return model, optimizer


def step(model, optimizer, x, f, x_b, u_b):
    optimizer.zero_grad()
    loss = loss_fn(model, x, f, x_b, u_b)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@torch.no_grad()
def predict(model, x):
    model.eval()
    return model(x)


def train(model, optimizer, batches):
    for i, batch in enumerate(batches):
        loss = step(model, optimizer, *load(*batch))
        print(f"step {i + 1}: loss {loss.item():.4f}")
