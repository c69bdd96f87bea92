"""Two for PyTorch.

left: float32 (batch, 4)
right: float32 (batch, 6)
"""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Two(nn.Module):
    """Two inputs, named outputs."""

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 8)
        self.b = nn.Linear(6, 8)

    def forward(self, left, right):
        x = F.relu(self.a(left)) + self.b(right)  # (batch, 8)
        return {"sum": x, "mean": torch.mean(x, dim=1)}
