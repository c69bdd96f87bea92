"""A generative adversarial network in Keras: fit with a training step of one's own, PyTorch."""

import keras
import torch
from keras import ops


# %% data
def load(real, noise):
    return real, noise  # [steps * 16, …] each; fit cuts the batches


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


class GAN(keras.Model):
    def __init__(self, generator, discriminator):
        super().__init__()
        self.generator, self.discriminator = generator, discriminator
        self.loss_d = keras.metrics.Mean(name="loss_d")
        self.loss_g = keras.metrics.Mean(name="loss_g")
        self.built = True  # as its networks are

    def compile(self, optimizer_g, optimizer_d):
        super().compile(optimizer=None)
        self.optimizer_g, self.optimizer_d = optimizer_g, optimizer_d
        optimizer_g.build(self.generator.trainable_weights)
        optimizer_d.build(self.discriminator.trainable_weights)

    @property
    def metrics(self):
        return [self.loss_d, self.loss_g]

    def train_step(self, data):
        (real, noise), _, _ = keras.utils.unpack_x_y_sample_weight(data)
        fake = self.generator(noise, training=True)
        fake_logits = self.discriminator(fake.detach(), training=True)
        loss_d = discriminator_loss(self.discriminator(real, training=True), fake_logits)
        update(self.discriminator, self.optimizer_d, loss_d)

        loss_g = generator_loss(self.discriminator(fake, training=True))
        update(self.generator, self.optimizer_g, loss_g)

        self.loss_d.update_state(loss_d.detach())
        self.loss_g.update_state(loss_g.detach())
        return {"loss_d": self.loss_d.result(), "loss_g": self.loss_g.result()}


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


def update(network, optimizer, loss):
    """One step of ``optimizer``, by the gradient of ``loss`` with respect to ``network`` alone."""
    network.zero_grad()
    loss.backward(inputs=[v.value for v in network.trainable_weights])
    with torch.no_grad():
        optimizer.apply(
            [v.value.grad for v in network.trainable_weights], network.trainable_weights
        )


def build():
    generator, discriminator = network(4, 2, "generator"), network(2, 1, "discriminator")
    gan = GAN(generator, discriminator)
    gan.compile(adam(), adam())
    return gan


# %% loop
def predict(gan, noise):
    return gan.generator(noise)


def train(gan, real, noise):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append([logs["loss_d"], logs["loss_g"]])
    )
    gan.fit([real, noise], batch_size=16, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
