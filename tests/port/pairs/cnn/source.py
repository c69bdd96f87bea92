"""A small residual network with batch norm, as a PyTorch user writes it."""

import torch
from torch import nn
from torch.nn import functional as F


class Residual(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(width)

    def forward(self, x):
        return F.silu(x + self.norm(self.conv(x)))


class Net(nn.Module):
    def __init__(self, width=6, classes=5):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stride=2, padding=1)
        self.blocks = nn.ModuleList(Residual(width) for _ in range(2))
        self.drop = nn.Dropout(0.2)
        self.hidden = nn.Linear(width * 16, 8)
        self.mixed = nn.Linear(8, 8)
        self.head = nn.Linear(8, classes)

    def forward(self, image):
        x = self.stem(image)
        for block in self.blocks:
            x = block(x)
        x = self.drop(torch.flatten(x, 1))
        x = torch.tanh(self.mixed(torch.tanh(self.hidden(x))))
        return {"logits": self.head(x), "features": x}
