"""ResNet for PyTorch.

x: float32 (batch, 3, 32, 32)
"""

import torch.nn as nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    """Two convolutions around a shortcut, which is projected where the shape changes."""

    def __init__(self, inputs, outputs, with_shortcut, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = (
            nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride=2, bias=False), nn.BatchNorm2d(outputs)
            )
            if with_shortcut
            else nn.Identity()
        )

    def forward(self, x):
        identity = self.shortcut(x)  # (batch, 16, 4, 4)
        out = F.relu(self.bn1(self.conv1(x)))  # (batch, 16, 4, 4)
        out = self.bn2(self.conv2(out))  # (batch, 16, 4, 4)
        return F.relu(out + identity)


class ResNet(nn.Module):
    """A small residual network."""

    def __init__(self, width=8, classes=10):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 7, stride=2, padding=3, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)
        self.stage1 = nn.Sequential(
            *[BasicBlock(width, width, with_shortcut=False, stride=1) for _ in range(2)]
        )
        self.stage2 = nn.Sequential(
            BasicBlock(width, 2 * width, with_shortcut=True, stride=2),
            BasicBlock(2 * width, 2 * width, with_shortcut=False, stride=1),
        )
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(2 * width, classes)

    def forward(self, x):
        x = self.pool(F.relu(self.norm(self.stem(x))))  # (batch, 8, 8, 8)
        x = self.stage2(self.stage1(x))  # (batch, 16, 4, 4)
        x = self.avgpool(x).reshape(-1, 16)  # (batch, 16)
        return self.fc(x)
