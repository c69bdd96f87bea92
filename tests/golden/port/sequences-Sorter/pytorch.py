"""Sorter for PyTorch.

tokens: int64 (batch, seq)
"""

import torch
import torch.nn as nn


class Sorter(nn.Module):
    """Two layers of a GRU in both directions, the state of the last one as features."""

    def __init__(self, vocab=20, dim=6, hidden=7):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim, padding_idx=0)
        self.gru = nn.GRU(dim, hidden, num_layers=2, bidirectional=True)
        self.out = nn.Linear(2 * hidden, 3)

    def forward(self, tokens):
        y, state = self.gru(self.embed(tokens.transpose(-2, -1)))
        return (self.out(torch.mean(y, dim=0)), state)
