"""Tied for PyTorch.

tokens: int64 (batch, seq)
"""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Tied(nn.Module):
    """The output layer has the embedding's weight."""

    def __init__(self, vocab=20, dim=8):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.mix = nn.Linear(dim, dim)

    def forward(self, tokens):
        return F.linear(torch.tanh(self.mix(self.embed(tokens))), self.embed.weight)
