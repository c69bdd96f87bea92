"""A small causal transformer with tied embeddings, as a PyTorch user writes it."""

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, dim, heads, dropout):
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(dim)
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)
        self.drop = nn.Dropout(dropout)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(nn.Linear(dim, 2 * dim), nn.GELU(), nn.Linear(2 * dim, dim))

    def forward(self, x):
        batch, length, dim = x.shape
        qkv = self.qkv(self.norm1(x)).reshape(batch, length, 3, self.heads, dim // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        y = F.scaled_dot_product_attention(q, k, v, dropout_p=0.1 * self.training, is_causal=True)
        x = x + self.drop(self.proj(y.transpose(1, 2).reshape(batch, length, dim)))
        if self.training:  # stochastic depth
            keep = x.new_empty(batch, 1, 1).bernoulli_(0.9).div_(0.9)
            return x + keep * self.mlp(self.norm2(x))
        return x + self.mlp(self.norm2(x))


class Transformer(nn.Module):
    def __init__(self, tokens=11, dim=8, heads=2, depth=2, dropout=0.1):
        super().__init__()
        self.embed = nn.Embedding(tokens, dim)
        self.register_buffer("scale", torch.full((dim,), 1.5))
        self.blocks = nn.ModuleList(Block(dim, heads, dropout) for _ in range(depth))
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, tokens, bias=False)
        self.head.weight = self.embed.weight

    def forward(self, ids, shift):
        x = self.embed(ids) * self.scale + shift
        for block in self.blocks:
            x = block(x)
        logits = self.head(self.norm(x))
        return logits, logits.argmax(-1)
