"""Tagger for PyTorch.

tokens: int64 (batch, seq)
"""

import torch.nn as nn


class Tagger(nn.Module):
    """An LSTM over embedded tokens."""

    def __init__(self, vocab=20, dim=6, hidden=8, tags=5):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.lstm = nn.LSTM(dim, hidden, batch_first=True)
        self.out = nn.Linear(hidden, tags)

    def forward(self, tokens):
        x = self.embed(tokens)  # (batch, seq, 6)
        y, (_, _) = self.lstm(x)
        return self.out(y)
