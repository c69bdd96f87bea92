"""Poisson's equation by a network in PyTorch, with the derivatives of torch.func."""

import torch
from torch import nn
from torch.func import grad, jacrev, vmap


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
    def u(point):
        return model(point).squeeze()

    hessian = vmap(jacrev(grad(u)))(x)  # [batch, 2, 2]
    return hessian.diagonal(dim1=1, dim2=2).sum(1, keepdim=True)


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
