"""A layer with a running mean, which moves in training only."""

import torch
from torch import nn


# %% model
class Centre(nn.Module):
    def __init__(self, features, rate):
        super().__init__()
        self.rate = rate
        self.register_buffer("mean", torch.zeros(features))

    def forward(self, x):
        if self.training:
            self.mean += self.rate * (x.mean(0) - self.mean)
        return x - self.mean


# %% ask
def ask(batches, rate):
    *trained, last = torch.tensor(batches)
    layer = Centre(last.shape[1], rate)
    for batch in trained:
        layer(batch)
    layer.eval()
    return {"centred": layer(last).numpy(), "mean": layer.mean.numpy()}
