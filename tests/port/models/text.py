"""Models of text: embeddings, masks, pooling over tokens, two inputs."""

import torch
from torch import nn


class BagOfWords(nn.Module):
    """The mean of the embeddings that are no padding, then a perceptron."""

    def __init__(self, vocabulary=30, dim=8, classes=4):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, dim, padding_idx=0)
        self.hidden = nn.Linear(dim, 2 * dim)
        self.output = nn.Linear(2 * dim, classes)

    def forward(self, ids):
        kept = (ids != 0).float().unsqueeze(-1)
        x = self.embedding(ids)
        x = (x * kept).sum(dim=1) / kept.sum(dim=1).clamp(min=1.0)
        return self.output(torch.relu(self.hidden(x)))


class TextConv(nn.Module):
    """Convolutions of several widths over embeddings, each with its maximum."""

    def __init__(self, vocabulary=30, dim=6, channels=5, classes=3):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, dim)
        self.convs = nn.ModuleList(nn.Conv1d(dim, channels, width) for width in (2, 3, 4))
        self.dropout = nn.Dropout(0.3)
        self.output = nn.Linear(3 * channels, classes)

    def forward(self, ids):
        x = self.embedding(ids).transpose(1, 2)
        pooled = [torch.relu(conv(x)).amax(dim=-1) for conv in self.convs]
        return self.output(self.dropout(torch.cat(pooled, dim=1)))


class Matcher(nn.Module):
    """Two sentences compared by one encoder; a tuple of outputs."""

    def __init__(self, vocabulary=30, dim=8):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, dim)
        self.project = nn.Linear(dim, dim)
        self.scale = nn.Parameter(torch.tensor(2.0))

    def forward(self, left, right):
        a = torch.tanh(self.project(self.embedding(left).mean(dim=1)))
        b = torch.tanh(self.project(self.embedding(right).mean(dim=1)))
        similar = torch.einsum("bd,bd->b", a, b) * self.scale
        return similar, (a - b).abs().max()
