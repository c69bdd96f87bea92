"""Exotic for PyTorch.

image: float32 (batch, 3, 8, 8)
mask: bool (batch, 16)
"""

import torch
import torch.nn as nn
import torch.nn.functional as F


def drop_path(x, rate, training):
    """Drop whole samples of a branch with probability `rate`, scaling what is kept."""
    if rate == 0 or not training:
        return x
    shape = (x.shape[0],) + (1,) * (x.ndim - 1)
    kept = torch.empty(shape, dtype=x.dtype, device=x.device).bernoulli_(1 - rate)
    return x * kept / (1 - rate)


class BatchNormAct(nn.Module):
    """Batch norm and its activation in one, by the function."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(8))
        self.bias = nn.Parameter(torch.zeros(8))
        self.register_buffer("running_mean", torch.zeros(8))
        self.register_buffer("running_var", torch.ones(8))
        self.act = nn.ReLU()

    def forward(self, x):
        x = F.batch_norm(
            x,
            self.running_mean,
            self.running_var,
            self.weight,
            self.bias,
            training=self.training,
            momentum=0.1,
            eps=1e-05,
        )  # (batch, 8, 4, 4)
        return self.act(x)


class ChannelNorm(nn.Module):
    """Layer norm over the channels of an image."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(8))
        self.bias = nn.Parameter(torch.zeros(8))

    def forward(self, x):
        x = x.permute(0, 2, 3, 1)  # (batch, 4, 4, 8)
        x = F.layer_norm(x, (8,), self.weight, self.bias, eps=1e-05)  # (batch, 4, 4, 8)
        return x.permute(0, 3, 1, 2)


class DropPath(nn.Module):
    """Stochastic depth: a branch is dropped for whole samples."""

    def __init__(self, rate=0.0):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        return drop_path(x, self.rate, self.training)


class Block(nn.Module):
    """A residual block whose stochastic depth may be off."""

    def __init__(self, channels):
        super().__init__()
        self.scale = nn.Parameter(torch.full((channels, 1, 1), 0.1))
        self.conv = nn.Conv2d(channels, channels, 3, padding=1, groups=channels)
        self.norm = ChannelNorm()
        self.drop_path = nn.Identity()

    def forward(self, x):
        shortcut = x
        x = self.norm(self.conv(x))  # (batch, 8, 4, 4)
        x = x * self.scale  # (batch, 8, 4, 4)
        return x + shortcut


class Block2(nn.Module):
    """A residual block whose stochastic depth may be off."""

    def __init__(self, channels, rate):
        super().__init__()
        self.scale = nn.Parameter(torch.full((channels, 1, 1), 0.1))
        self.conv = nn.Conv2d(channels, channels, 3, padding=1, groups=channels)
        self.norm = ChannelNorm()
        self.drop_path = DropPath(rate)

    def forward(self, x):
        shortcut = x
        x = self.norm(self.conv(x))  # (batch, 8, 4, 4)
        x = self.drop_path(x * self.scale)  # (batch, 8, 4, 4)
        return x + shortcut


class MaskedAttention(nn.Module):
    """Attention that drops weights and sees only some tokens."""

    def __init__(self, dim, heads):
        super().__init__()
        self.dim = dim
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)

    def forward(self, x, mask):
        qkv = self.qkv(x).reshape(-1, 16, 3, 2, self.dim // self.heads)  # (batch, 16, 3, 2, 4)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        x = F.scaled_dot_product_attention(
            q,
            k,
            v,
            attn_mask=mask.unsqueeze(1).unsqueeze(2),
            dropout_p=0.2 if self.training else 0.0,
        )  # (batch, 2, 16, 4)
        return x.transpose(1, 2).reshape(-1, 16, 8)


class Exotic(nn.Module):
    """An image becomes masked tokens."""

    def __init__(self, channels=8, classes=5):
        super().__init__()
        self.channels = channels
        self.stem = nn.Conv2d(3, channels, 3, stride=2, padding=1, bias=False)
        self.bn = BatchNormAct()
        self.blocks = nn.Sequential(Block(channels), Block2(channels, 0.1), Block2(channels, 0.2))
        self.attention = MaskedAttention(channels, 2)
        self.head = nn.Linear(channels, classes)

    def forward(self, image, mask):
        x = self.blocks(self.bn(self.stem(image)))  # (batch, 8, 4, 4)
        x = F.interpolate(x, scale_factor=(2.0, 2.0), mode="nearest")  # (batch, 8, 8, 8)
        x = F.interpolate(x, size=(4, 4), mode="bilinear", align_corners=False)  # (batch, 8, 4, 4)
        x = self.attention(x.reshape(-1, self.channels, 16).transpose(-2, -1), mask)
        x = F.dropout(x, 0.3, training=self.training)  # (batch, 16, 8)
        return self.head(torch.mean(x, dim=1))
