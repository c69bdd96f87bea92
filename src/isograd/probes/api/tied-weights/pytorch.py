"""An embedding and an output layer that share their weight."""

import torch
from torch import nn


# %% model
class Tied(nn.Module):
    def __init__(self, words, size):
        super().__init__()
        self.embed = nn.Embedding(words, size)
        self.logits = nn.Linear(size, words, bias=False)
        self.logits.weight = self.embed.weight

    def forward(self, ids):
        return self.logits(self.embed(ids))


# %% ask
def ask(table, ids, rate):
    model = Tied(len(table), len(table[0]))
    model.embed.weight.data = torch.tensor(table)
    optimizer = torch.optim.SGD(model.parameters(), lr=rate)
    loss = (model(torch.tensor(ids)) ** 2).mean()
    loss.backward()
    optimizer.step()
    count = sum(p.numel() for p in model.parameters())
    return {"table": model.logits.weight.detach().numpy(), "parameters": count}
