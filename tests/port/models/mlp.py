"""Perceptrons: chains of layers, activations, and a forward with the author's own names."""

import torch
from torch import nn
from torch.nn import functional as F


class Classifier(nn.Module):
    """A chain of linear layers with a batch norm and dropout in between."""

    def __init__(self, features=12, hidden=16, classes=5, dropout=0.2):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(features, hidden),
            nn.BatchNorm1d(hidden),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, hidden, bias=False),
            nn.Tanh(),
        )
        self.head = nn.Linear(hidden, classes)

    def forward(self, x):
        return F.log_softmax(self.head(self.body(x)), dim=-1)


class Gated(nn.Module):
    """A hidden layer whose halves gate each other, with a residual connection."""

    def __init__(self, dim, expansion=2):
        super().__init__()
        self.norm = nn.LayerNorm(dim)
        self.up = nn.Linear(dim, 2 * expansion * dim)
        self.down = nn.Linear(expansion * dim, dim)

    def forward(self, x):
        value, gate = self.up(self.norm(x)).chunk(2, dim=-1)
        return x + self.down(F.silu(gate) * value)


class GatedNet(nn.Module):
    """Several gated layers in a row."""

    def __init__(self, features=6, dim=8, depth=3):
        super().__init__()
        self.embed = nn.Linear(features, dim)
        self.layers = nn.ModuleList(Gated(dim) for _ in range(depth))
        self.head = nn.Linear(dim, 1)

    def forward(self, x):
        h = self.embed(x)
        for layer in self.layers:
            h = layer(h)
        return self.head(h).squeeze(-1)


class Activations(nn.Module):
    """Each activation once, as a layer or as a function."""

    def __init__(self, dim=7):
        super().__init__()
        self.chain = nn.Sequential(
            nn.Linear(dim, dim), nn.GELU(), nn.Linear(dim, dim), nn.GELU(approximate="tanh"),
            nn.Linear(dim, dim), nn.SiLU(), nn.Linear(dim, dim), nn.ELU(), nn.Linear(dim, dim),
            nn.LeakyReLU(0.1), nn.Linear(dim, dim), nn.Hardswish(), nn.Linear(dim, dim),
            nn.Softplus(), nn.Linear(dim, dim), nn.ReLU6(), nn.Linear(dim, dim), nn.Mish(),
        )  # fmt: skip
        self.slope = nn.PReLU()
        self.linear = nn.Linear(dim, dim)

    def forward(self, x):
        x = self.slope(self.linear(self.chain(x)))
        x = F.selu(x) + F.softsign(x) - F.logsigmoid(x) * torch.sigmoid(x)
        x = F.hardtanh(x) + x.abs() + x.clamp(min=-0.5, max=2.0)
        return torch.exp(-x.square()) + torch.sqrt(x.pow(2) + 1) / (
            1 + x.norm(dim=-1, keepdim=True)
        )
