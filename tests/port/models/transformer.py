"""Transformers over tokens: attention by hand and by function, tied weights, causal masks."""

import math

import torch
from torch import nn
from torch.nn import functional as F


class SelfAttention(nn.Module):
    """Causal attention by matrix products, as textbooks write it."""

    def __init__(self, dim, num_heads, length):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = dim // num_heads
        self.query = nn.Linear(dim, dim)
        self.key = nn.Linear(dim, dim)
        self.value = nn.Linear(dim, dim)
        self.out = nn.Linear(dim, dim)
        self.register_buffer("mask", torch.tril(torch.ones(length, length)).bool())

    def forward(self, x):
        batch, tokens, dim = x.shape
        q = self.query(x).view(batch, tokens, self.num_heads, self.head_dim).transpose(1, 2)
        k = self.key(x).view(batch, tokens, self.num_heads, self.head_dim).transpose(1, 2)
        v = self.value(x).view(batch, tokens, self.num_heads, self.head_dim).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        scores = scores.masked_fill(~self.mask[:tokens, :tokens], float("-inf"))
        weights = F.softmax(scores, dim=-1)
        y = (weights @ v).transpose(1, 2).reshape(batch, tokens, dim)
        return self.out(y)


class Layer(nn.Module):
    """Attention and a perceptron, each behind a normalisation."""

    def __init__(self, dim, num_heads, length, dropout):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim)
        self.attention = SelfAttention(dim, num_heads, length)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(
            nn.Linear(dim, 4 * dim), nn.ReLU(), nn.Linear(4 * dim, dim), nn.Dropout(dropout)
        )

    def forward(self, x):
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class LanguageModel(nn.Module):
    """A small decoder; the output layer shares the embedding's weight."""

    def __init__(self, vocabulary=23, length=12, dim=16, num_heads=2, depth=2, dropout=0.1):
        super().__init__()
        self.token = nn.Embedding(vocabulary, dim)
        self.position = nn.Embedding(length, dim)
        self.layers = nn.ModuleList(Layer(dim, num_heads, length, dropout) for _ in range(depth))
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, vocabulary, bias=False)
        self.head.weight = self.token.weight

    def forward(self, ids):
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.token(ids) + self.position(positions)
        for layer in self.layers:
            x = layer(x)
        return self.head(self.norm(x))


class CrossAttention(nn.Module):
    """Queries that look at another sequence; heads of a size that is no power of two."""

    def __init__(self, dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.norm = nn.RMSNorm(dim, eps=1e-6)
        self.q = nn.Linear(dim, dim, bias=False)
        self.kv = nn.Linear(dim, 2 * dim, bias=False)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x, context, mask):
        shape = (x.shape[0], -1, self.num_heads, x.shape[2] // self.num_heads)
        q = self.q(self.norm(x)).view(shape).transpose(1, 2)
        k, v = self.kv(context).chunk(2, dim=-1)
        k, v = k.view(shape).transpose(1, 2), v.view(shape).transpose(1, 2)
        bias = mask[:, None, None, :] * -1e4
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        return x + self.proj(y.transpose(1, 2).flatten(2))


class Reader(nn.Module):
    """Learned queries read a sequence; two inputs, and outputs by name."""

    def __init__(self, features=5, dim=12, num_heads=2, queries=3):
        super().__init__()
        self.embed = nn.Linear(features, dim)
        self.queries = nn.Parameter(torch.randn(1, queries, dim))
        self.first = CrossAttention(dim, num_heads)
        self.second = CrossAttention(dim, num_heads)
        self.score = nn.Linear(dim, 1)

    def forward(self, sequence, padding):
        context = self.embed(sequence)
        x = self.queries.expand(sequence.shape[0], -1, -1)
        x = self.first(x, context, padding)
        x = self.second(x, context, padding)
        return {"state": x, "score": self.score(x).squeeze(-1).softmax(dim=-1)}
