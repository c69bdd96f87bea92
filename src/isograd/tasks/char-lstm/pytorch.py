"""Next characters of verse with an LSTM in PyTorch."""

import torch
from torch import nn


# %% data
def load(x, y):
    return torch.from_numpy(x), torch.from_numpy(y)


# %% model
class CharLSTM(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(164, 12)
        self.lstm = nn.LSTM(12, 16, batch_first=True)
        self.output = nn.Linear(16, 164)

    def forward(self, x):
        h = c = torch.zeros(1, len(x), 16)
        logits = []
        for window in x.split(10, dim=1):
            hidden, (h, c) = self.lstm(self.embedding(window), (h.detach(), c.detach()))
            logits.append(self.output(hidden))
        return torch.cat(logits, dim=1)  # [batch, time, class]


# %% loss
def loss_fn(logits, y):
    return nn.functional.cross_entropy(logits.flatten(0, 1), y.flatten(), ignore_index=0)


# %% step
def build():
    model = CharLSTM()
    optimizer = torch.optim.SGD(model.parameters(), lr=2.0)
    return model, optimizer


def step(model, optimizer, x, y):
    optimizer.zero_grad()
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@torch.no_grad()
def predict(model, x):
    model.eval()
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss.item():.4f}")
