"""A generative adversarial network in Keras with a training step in PyTorch."""

import keras
import torch
from keras import ops


# %% data
def load(real, noise):
    return torch.from_numpy(real), torch.from_numpy(noise)


# %% model
def network(inputs, outputs, name):
    return keras.Sequential(
        [
            keras.Input([inputs]),
            keras.layers.Dense(16, activation="tanh", name="first"),
            keras.layers.Dense(16, activation="tanh", name="second"),
            keras.layers.Dense(outputs, name="last"),
        ],
        name=name,
    )


# %% loss
cross_entropy = keras.losses.BinaryCrossentropy(from_logits=True)


def discriminator_loss(real_logits, fake_logits):
    real_loss = cross_entropy(ops.ones_like(real_logits), real_logits)
    return real_loss + cross_entropy(ops.zeros_like(fake_logits), fake_logits)


def generator_loss(fake_logits):
    return cross_entropy(ops.ones_like(fake_logits), fake_logits)


# %% step
def adam():
    return keras.optimizers.Adam(learning_rate=2e-4, beta_1=0.5, epsilon=1e-8)


def build():
    generator, discriminator = network(4, 2, "generator"), network(2, 1, "discriminator")
    return generator, discriminator, adam(), adam()


def update(network, optimizer, loss):
    """One step of ``optimizer``, by the gradient of ``loss`` with respect to ``network`` alone."""
    network.zero_grad()
    loss.backward(inputs=[v.value for v in network.trainable_weights])
    with torch.no_grad():
        optimizer.apply(
            [v.value.grad for v in network.trainable_weights], network.trainable_weights
        )


def step(generator, discriminator, optimizer_g, optimizer_d, real, noise):
    fake = generator(noise, training=True)
    fake_logits = discriminator(fake.detach(), training=True)
    loss_d = discriminator_loss(discriminator(real, training=True), fake_logits)
    update(discriminator, optimizer_d, loss_d)

    loss_g = generator_loss(discriminator(fake, training=True))
    update(generator, optimizer_g, loss_g)
    return torch.stack([loss_d.detach(), loss_g.detach()])


# %% loop
@torch.no_grad()
def predict(generator, noise):
    return generator(noise, training=False)


def train(generator, discriminator, optimizer_g, optimizer_d, batches):
    state = generator, discriminator, optimizer_g, optimizer_d
    for i, (real, noise) in enumerate(batches):
        loss_d, loss_g = step(*state, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
