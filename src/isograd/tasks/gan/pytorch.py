"""A generative adversarial network in PyTorch: two modules, two optimisers, `detach` between."""

import torch
from torch import nn
from torch.nn.functional import softplus


# %% data
def load(real, noise):
    return torch.from_numpy(real), torch.from_numpy(noise)


# %% model
class Network(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.first = nn.Linear(inputs, 16)
        self.second = nn.Linear(16, 16)
        self.last = nn.Linear(16, outputs)

    def forward(self, x):
        return self.last(torch.tanh(self.second(torch.tanh(self.first(x)))))


# %% loss
def discriminator_loss(real_logits, fake_logits):
    return softplus(-real_logits).mean() + softplus(fake_logits).mean()


def generator_loss(fake_logits):
    return softplus(-fake_logits).mean()


# %% step
def build():
    generator, discriminator = Network(4, 2), Network(2, 1)
    generator_optimizer = torch.optim.Adam(generator.parameters(), lr=2e-4, betas=(0.5, 0.999))
    discriminator_optimizer = torch.optim.Adam(
        discriminator.parameters(), lr=2e-4, betas=(0.5, 0.999)
    )
    return generator, discriminator, generator_optimizer, discriminator_optimizer


def step(generator, discriminator, generator_optimizer, discriminator_optimizer, real, noise):
    fake = generator(noise)

    discriminator_optimizer.zero_grad()
    loss_d = discriminator_loss(discriminator(real), discriminator(fake.detach()))
    loss_d.backward()
    discriminator_optimizer.step()

    generator_optimizer.zero_grad()
    loss_g = generator_loss(discriminator(fake))
    loss_g.backward(inputs=list(generator.parameters()))  # none of it reaches the discriminator
    generator_optimizer.step()
    return torch.stack([loss_d.detach(), loss_g.detach()])


# %% loop
@torch.no_grad()
def predict(generator, noise):
    return generator(noise)


def train(generator, discriminator, generator_optimizer, discriminator_optimizer, batches):
    state = generator, discriminator, generator_optimizer, discriminator_optimizer
    for i, (real, noise) in enumerate(batches):
        loss_d, loss_g = step(*state, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
