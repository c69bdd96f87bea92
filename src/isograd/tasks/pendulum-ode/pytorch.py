"""A pendulum's constants in PyTorch: a Python loop over Runge–Kutta steps."""

import torch
from torch import nn


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
class Pendulum(nn.Module):
    def __init__(self):
        super().__init__()
        self.log_omega = nn.Parameter(torch.zeros(()))
        self.log_gamma = nn.Parameter(torch.zeros(()))
        self.torque = nn.Parameter(torch.zeros(()))
        self.steps, self.every, self.h = 200, 50, 1 / 32  # observed after every 50th step

    def slope(self, state):
        angle, velocity = state.unbind()
        stiffness, damping = torch.exp(2 * self.log_omega), torch.exp(self.log_gamma)
        force = self.torque - stiffness * torch.sin(angle) - damping * velocity
        return torch.stack([velocity, force])

    def rk4_step(self, state):
        k1 = self.slope(state)
        k2 = self.slope(state + self.h / 2 * k1)
        k3 = self.slope(state + self.h / 2 * k2)
        k4 = self.slope(state + self.h * k3)
        return state + self.h * (k1 + 2 * k2 + 2 * k3 + k4) / 6

    def forward(self, x):  # starts [batch, 2] to the observed angles [batch, 4]
        state, angles = x.T, []
        for i in range(1, self.steps + 1):
            state = self.rk4_step(state)
            if i % self.every == 0:
                angles.append(state[0])
        return torch.stack(angles, dim=1)


# %% loss
loss_fn = nn.MSELoss()


# %% step
def build():
    model = Pendulum()
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    return model, optimizer


def step(model, optimizer, x, y):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@torch.no_grad()
def predict(model, x):
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
