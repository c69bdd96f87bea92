"""A variational autoencoder in PyTorch."""

import torch
from torch import nn


# %% data
def load(x, noise):
    return torch.from_numpy(x), torch.from_numpy(noise)


# %% model
class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(64, 32)
        self.mean = nn.Linear(32, 4)
        self.log_variance = nn.Linear(32, 4)
        self.decoder = nn.Linear(4, 32)
        self.pixels = nn.Linear(32, 64)

    def encode(self, x):
        hidden = torch.tanh(self.encoder(x))
        return self.mean(hidden), self.log_variance(hidden)

    def decode(self, z):
        return self.pixels(torch.tanh(self.decoder(z)))

    def forward(self, x, noise):
        mean, log_variance = self.encode(x)
        logits = self.decode(mean + torch.exp(log_variance / 2) * noise)
        return logits, mean, log_variance


# %% loss
def loss_fn(x, logits, mean, log_variance):
    cross_entropy = nn.functional.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    kl = 0.5 * torch.sum(mean**2 + log_variance.exp() - 1 - log_variance)
    return (cross_entropy + kl) / len(x)


# %% step
def build():
    model = VAE()
    optimizer = torch.optim.Adam(model.parameters(), lr=3e-3)
    return model, optimizer


def step(model, optimizer, x, noise):
    optimizer.zero_grad()
    loss = loss_fn(x, *model(x, noise))
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@torch.no_grad()
def predict(model, x):
    mean, _ = model.encode(x)
    return torch.sigmoid(model.decode(mean))


def train(model, optimizer, batches):
    for i, (x, noise) in enumerate(batches):
        loss = step(model, optimizer, *load(x, noise))
        print(f"step {i + 1}: loss {loss.item():.4f}")
