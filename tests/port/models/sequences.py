"""Sequence models: recurrent layers, PyTorch's own transformer, tied weights, two inputs."""

import torch
from torch import nn


class Tagger(nn.Module):
    """An LSTM over embedded tokens."""

    def __init__(self, vocab=20, dim=6, hidden=8, tags=5):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.lstm = nn.LSTM(dim, hidden, batch_first=True)
        self.out = nn.Linear(hidden, tags)

    def forward(self, tokens):
        x = self.embed(tokens)
        y, _ = self.lstm(x)
        return self.out(y)


class Sorter(nn.Module):
    """Two layers of a GRU in both directions, the state of the last one as features."""

    def __init__(self, vocab=20, dim=6, hidden=7):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim, padding_idx=0)
        self.gru = nn.GRU(dim, hidden, num_layers=2, bidirectional=True)
        self.out = nn.Linear(2 * hidden, 3)

    def forward(self, tokens):
        y, state = self.gru(self.embed(tokens.transpose(0, 1)))
        return self.out(y.mean(0)), state


class Encoder(nn.Module):
    """PyTorch's own transformer encoder."""

    def __init__(self, vocab=20, dim=16, heads=2, layers=2, classes=3):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        layer = nn.TransformerEncoderLayer(dim, heads, dim_feedforward=24, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers)
        self.head = nn.Linear(dim, classes)

    def forward(self, tokens):
        x = self.encoder(self.embed(tokens))
        return self.head(x.mean(dim=1))


class Tied(nn.Module):
    """The output layer has the embedding's weight."""

    def __init__(self, vocab=20, dim=8):
        super().__init__()
        self.embed = nn.Embedding(vocab, dim)
        self.mix = nn.Linear(dim, dim)
        self.head = nn.Linear(dim, vocab, bias=False)
        self.head.weight = self.embed.weight

    def forward(self, tokens):
        return self.head(torch.tanh(self.mix(self.embed(tokens))))


class Two(nn.Module):
    """Two inputs, named outputs."""

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(4, 8)
        self.b = nn.Linear(6, 8)

    def forward(self, left, right):
        x = torch.relu(self.a(left)) + self.b(right)
        return {"sum": x, "mean": x.mean(dim=-1)}
