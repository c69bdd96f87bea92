"""A generative adversarial network in PaddlePaddle: two layers, two optimizers, `detach`."""

import paddle
from paddle import nn


# %% data
def load(real, noise):
    return paddle.to_tensor(real), paddle.to_tensor(noise)


# %% model
class Network(nn.Layer):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.first = nn.Linear(inputs, 16)
        self.second = nn.Linear(16, 16)
        self.last = nn.Linear(16, outputs)

    def forward(self, x):
        return self.last(paddle.tanh(self.second(paddle.tanh(self.first(x)))))


# %% loss
cross_entropy = nn.functional.binary_cross_entropy_with_logits


def discriminator_loss(real_logits, fake_logits):
    real_loss = cross_entropy(real_logits, paddle.ones_like(real_logits))
    return real_loss + cross_entropy(fake_logits, paddle.zeros_like(fake_logits))


def generator_loss(fake_logits):
    return cross_entropy(fake_logits, paddle.ones_like(fake_logits))


# %% step
def adam(network):
    return paddle.optimizer.Adam(2e-4, beta1=0.5, parameters=network.parameters())


def build():
    generator, discriminator = Network(4, 2), Network(2, 1)
    return generator, discriminator, adam(generator), adam(discriminator)


def freeze(network, frozen):
    for parameter in network.parameters():
        parameter.stop_gradient = frozen


def step(generator, discriminator, optimizer_g, optimizer_d, real, noise):
    fake = generator(noise)

    optimizer_d.clear_grad()
    loss_d = discriminator_loss(discriminator(real), discriminator(fake.detach()))
    loss_d.backward()
    optimizer_d.step()

    optimizer_g.clear_grad()
    freeze(discriminator, True)  # what flows through it on the way to the generator stays out
    loss_g = generator_loss(discriminator(fake))
    loss_g.backward()
    optimizer_g.step()
    freeze(discriminator, False)
    return paddle.stack([loss_d.detach(), loss_g.detach()])


# %% loop
@paddle.no_grad()
def predict(generator, noise):
    return generator(noise)


def train(generator, discriminator, optimizer_g, optimizer_d, batches):
    state = generator, discriminator, optimizer_g, optimizer_d
    for i, (real, noise) in enumerate(batches):
        loss_d, loss_g = step(*state, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d.item():.4f}, generator {loss_g.item():.4f}")
