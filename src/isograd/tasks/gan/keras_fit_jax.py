"""A generative adversarial network in Keras: fit with a training step of one's own, JAX."""

import jax
import keras
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
        super().compile(optimizer=optimizer_d)
        self.optimizer_g = optimizer_g
        optimizer_g.build(self.generator.trainable_weights)
        optimizer_d.build(self.discriminator.trainable_weights)

    @property
    def non_trainable_variables(self):
        # fit hands train_step the state of one optimizer, `self.optimizer`; the other's goes here.
        return self.optimizer_g.variables

    @property
    def metrics(self):
        return [self.loss_d, self.loss_g]

    def train_step(self, state, data):
        weights, slots_g, slots_d, metrics = state
        weights_g, weights_d = weights[:6], weights[6:]
        (real, noise), _, _ = keras.utils.unpack_x_y_sample_weight(data)
        fake, _ = self.generator.stateless_call(weights_g, [], noise)  # the gradient stops at it
        grad_fn = jax.value_and_grad(discriminator_loss)
        loss_d, grads = grad_fn(weights_d, self.discriminator, real, fake)
        weights_d, slots_d = self.optimizer.stateless_apply(slots_d, grads, weights_d)

        grad_fn = jax.value_and_grad(generator_loss)
        loss_g, grads = grad_fn(weights_g, weights_d, self.generator, self.discriminator, noise)
        weights_g, slots_g = self.optimizer_g.stateless_apply(slots_g, grads, weights_g)

        count = len(self.loss_d.variables)
        mean_d = self.loss_d.stateless_update_state(metrics[:count], loss_d)
        mean_g = self.loss_g.stateless_update_state(metrics[count:], loss_g)
        logs = {
            "loss_d": self.loss_d.stateless_result(mean_d),
            "loss_g": self.loss_g.stateless_result(mean_g),
        }
        return logs, (weights_g + weights_d, slots_g, slots_d, [*mean_d, *mean_g])


# %% loss
cross_entropy = keras.losses.BinaryCrossentropy(from_logits=True)


def discriminator_loss(weights_d, discriminator, real, fake):
    real_logits, _ = discriminator.stateless_call(weights_d, [], real)
    fake_logits, _ = discriminator.stateless_call(weights_d, [], fake)
    real_loss = cross_entropy(ops.ones_like(real_logits), real_logits)
    return real_loss + cross_entropy(ops.zeros_like(fake_logits), fake_logits)


def generator_loss(weights_g, weights_d, generator, discriminator, noise):
    fake, _ = generator.stateless_call(weights_g, [], noise)
    logits, _ = discriminator.stateless_call(weights_d, [], fake)
    return cross_entropy(ops.ones_like(logits), logits)


# %% step
def adam():
    return keras.optimizers.Adam(learning_rate=2e-4, beta_1=0.5, epsilon=1e-8)


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
