"""Encoder for PyTorch.

tokens: int64 (batch, seq)
"""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Linear(nn.Module):
    def __init__(self, size, size_2):
        super().__init__()
        self.weight = nn.Parameter(0.15 * torch.randn(size, size_2))
        self.bias = nn.Parameter(torch.zeros(size))

    def forward(self, input):
        return F.linear(input, self.weight, self.bias)


class MultiheadAttention(nn.Module):
    """Allows the model to jointly attend to information from different representation subspaces."""

    def __init__(self):
        super().__init__()
        self.in_proj_weight = nn.Parameter(0.18 * torch.randn(48, 16))
        self.in_proj_bias = nn.Parameter(torch.zeros(48))
        self.out_proj = Linear(16, 16)

    def forward(self, query):
        y = (
            F.linear(query.transpose(0, 1), self.in_proj_weight, self.in_proj_bias)
            .reshape(query.shape[1], query.shape[0], 3, 16)
            .unsqueeze(0)
            .transpose(0, 3)
            .squeeze(3)
        )  # (3, seq, batch, 16)
        attended = F.scaled_dot_product_attention(
            y[0]
            .reshape(query.shape[1], 2 * query.shape[0], 8)
            .transpose(0, 1)
            .reshape(query.shape[0], 2, query.shape[1], 8),
            y[1]
            .reshape(query.shape[1], 2 * query.shape[0], 8)
            .transpose(0, 1)
            .reshape(query.shape[0], 2, query.shape[1], 8),
            y[2]
            .reshape(query.shape[1], 2 * query.shape[0], 8)
            .transpose(0, 1)
            .reshape(query.shape[0], 2, query.shape[1], 8),
            dropout_p=0.1 if self.training else 0.0,
        )  # (batch, 2, seq, 8)
        return (
            self.out_proj(attended.permute(2, 0, 1, 3).reshape(-1, 16))
            .reshape(query.shape[1], query.shape[0], 16)
            .transpose(0, 1)
        )


class LayerNorm(nn.Module):
    """Applies Layer Normalization over a mini-batch of inputs."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(16))
        self.bias = nn.Parameter(torch.zeros(16))

    def forward(self, input):
        return F.layer_norm(input, (16,), self.weight, self.bias, eps=1e-05)


class TransformerEncoderLayer(nn.Module):
    """TransformerEncoderLayer is made up of self-attn and feedforward network."""

    def __init__(self):
        super().__init__()
        self.self_attn = MultiheadAttention()
        self.linear1 = Linear(24, 16)
        self.dropout = nn.Dropout()
        self.linear2 = Linear(16, 24)
        self.norm1 = LayerNorm()
        self.norm2 = LayerNorm()
        self.dropout1 = nn.Dropout()
        self.dropout2 = nn.Dropout()

    def forward(self, src):
        x = self.norm1(src + self.dropout1(self.self_attn(src)))  # (batch, seq, 16)
        return self.norm2(x + self.dropout2(self.linear2(self.dropout(F.relu(self.linear1(x))))))


class TransformerEncoder(nn.Module):
    """TransformerEncoder is a stack of N encoder layers."""

    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([TransformerEncoderLayer() for _ in range(2)])

    def forward(self, src):
        for layer in self.layers:
            src = layer(src)  # (batch, seq, 16)
        return src


class Encoder(nn.Module):
    """PyTorch's own transformer encoder."""

    def __init__(self, vocab=20, dim=16):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.encoder = TransformerEncoder()
        self.head = nn.Linear(dim, 3)

    def forward(self, tokens):
        x = self.encoder(self.embed(tokens))  # (batch, seq, 16)
        return self.head(torch.mean(x, dim=1))
