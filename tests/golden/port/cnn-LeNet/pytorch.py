"""LeNet for PyTorch.

image: float32 (batch, 1, 28, 28)
"""

import torch.nn as nn


class LeNet(nn.Module):
    """Convolutions without padding in one chain, flattened in front of linear layers."""

    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 6, 5),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(6, 12, 5),
            nn.ReLU(),
            nn.AvgPool2d(2),
        )
        self.classifier = nn.Sequential(
            nn.Flatten(), nn.Linear(192, 20), nn.Tanh(), nn.Linear(20, classes)
        )

    def forward(self, image):
        return self.classifier(self.features(image))
