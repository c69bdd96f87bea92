"""Handwritten digits with a convolutional network in PyTorch."""

import torch
from torch import nn


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
class CNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(16)
        self.activation = nn.SiLU()
        self.pool = nn.AvgPool2d(2)
        self.output = nn.Linear(16 * 2 * 2, 10)

    def forward(self, x):
        x = x.unsqueeze(1)  # [batch, channel, height, width]
        x = self.pool(self.activation(self.norm1(self.conv1(x))))
        x = self.pool(self.activation(self.norm2(self.conv2(x))))
        return self.output(x.flatten(1))


# %% loss
loss_fn = nn.CrossEntropyLoss()


# %% step
def build():
    model = CNN()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4)
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
    model.eval()
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
