"""What libraries of models are made of: layers written as functions, and random ones."""

import torch
import torch.nn.functional as F
from torch import nn


class BatchNormAct(nn.BatchNorm2d):
    """Batch norm and its activation in one, by the function."""

    def __init__(self, channels):
        super().__init__(channels)
        self.act = nn.ReLU()

    def forward(self, x):
        x = F.batch_norm(
            x, self.running_mean, self.running_var, self.weight, self.bias,
            self.training, self.momentum, self.eps,
        )  # fmt: skip
        return self.act(x)


class DropPath(nn.Module):
    """Stochastic depth: a branch is dropped for whole samples."""

    def __init__(self, rate=0.0):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if self.rate == 0.0 or not self.training:
            return x
        keep = 1 - self.rate
        mask = x.new_empty((x.shape[0],) + (1,) * (x.ndim - 1)).bernoulli_(keep)
        return x * mask.div_(keep)


class ChannelNorm(nn.LayerNorm):
    """Layer norm over the channels of an image."""

    def forward(self, x):
        x = x.permute(0, 2, 3, 1)
        x = F.layer_norm(x, self.normalized_shape, self.weight, self.bias, self.eps)
        return x.permute(0, 3, 1, 2)


class Block(nn.Module):
    """A residual block whose stochastic depth may be off."""

    def __init__(self, channels, rate):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1, groups=channels)
        self.norm = ChannelNorm(channels)
        self.scale = nn.Parameter(0.1 * torch.ones(channels, 1, 1))
        self.drop_path = DropPath(rate) if rate > 0 else nn.Identity()

    def forward(self, x):
        shortcut = x
        x = self.norm(self.conv(x))
        x = self.drop_path(x * self.scale)
        return x + shortcut


class MaskedAttention(nn.Module):
    """Attention that drops weights and sees only some tokens."""

    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)

    def forward(self, x, mask):
        batch, tokens, dim = x.shape
        qkv = self.qkv(x).view(batch, tokens, 3, self.heads, dim // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        rate = 0.2 if self.training else 0.0
        x = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None], dropout_p=rate)
        return x.transpose(1, 2).flatten(2)


class Exotic(nn.Module):
    """An image becomes masked tokens."""

    def __init__(self, channels=8, depth=3, heads=2, classes=5):
        super().__init__()
        self.stem = nn.Conv2d(3, channels, 3, stride=2, padding=1, bias=False)
        self.bn = BatchNormAct(channels)
        self.blocks = nn.Sequential(*[Block(channels, 0.1 * i) for i in range(depth)])
        self.attention = MaskedAttention(channels, heads)
        self.head = nn.Linear(channels, classes)

    def forward(self, image, mask):
        x = self.blocks(self.bn(self.stem(image)))
        x = F.interpolate(x, scale_factor=2.0, mode="nearest")
        x = F.interpolate(x, size=(4, 4), mode="bilinear", align_corners=False)
        x = self.attention(x.flatten(2).transpose(1, 2), mask)
        x = F.dropout(x, 0.3, training=self.training)
        return self.head(x.mean(1))
