"""A variational autoencoder in Keras with a training step in JAX."""

from functools import partial

import jax
import jax.numpy as jnp
import keras
from keras import ops


# %% data
def load(x, noise):
    return jnp.asarray(x), jnp.asarray(noise)


# %% model
class VAE(keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder = keras.layers.Dense(32, activation="tanh", name="encoder")
        self.mean = keras.layers.Dense(4, name="mean")
        self.log_variance = keras.layers.Dense(4, name="log_variance")
        self.decoder = keras.layers.Dense(32, activation="tanh", name="decoder")
        self.pixels = keras.layers.Dense(64, name="pixels")

    def encode(self, x):
        hidden = self.encoder(x)
        return self.mean(hidden), self.log_variance(hidden)

    def decode(self, z):
        return self.pixels(self.decoder(z))

    def call(self, inputs):
        x, noise = inputs
        mean, log_variance = self.encode(x)
        logits = self.decode(mean + ops.exp(log_variance / 2) * noise)
        return logits, mean, log_variance


# %% loss
def loss_fn(x, logits, mean, log_variance):
    cross_entropy = ops.sum(ops.binary_crossentropy(x, logits, from_logits=True), axis=-1)
    kl = 0.5 * ops.sum(mean**2 + ops.exp(log_variance) - 1 - log_variance, axis=-1)
    return ops.mean(cross_entropy + kl)


# %% step
def build():
    model = VAE()
    model([keras.Input([64]), keras.Input([4])])  # creates the weights
    optimizer = keras.optimizers.Adam(learning_rate=3e-3, epsilon=1e-8)
    optimizer.build(model.trainable_variables)
    state = (
        [v.value for v in model.trainable_variables],
        [v.value for v in model.non_trainable_variables],
        [v.value for v in optimizer.variables],
    )
    return model, optimizer, state


def compute_loss(trainable, non_trainable, model, x, noise):
    outputs, non_trainable = model.stateless_call(trainable, non_trainable, [x, noise])
    return loss_fn(x, *outputs), non_trainable


@partial(jax.jit, static_argnames=("model", "optimizer"))
def step(model, optimizer, state, x, noise):
    trainable, non_trainable, slots = state
    grad_fn = jax.value_and_grad(compute_loss, has_aux=True)
    (loss, non_trainable), grads = grad_fn(trainable, non_trainable, model, x, noise)
    trainable, slots = optimizer.stateless_apply(slots, grads, trainable)
    return (trainable, non_trainable, slots), loss


# %% loop
@partial(jax.jit, static_argnames="model")
def predict(model, state, x):
    trainable, non_trainable, _ = state
    inputs = [x, jnp.zeros((len(x), 4))]  # without noise, z is the mean
    (logits, _, _), _ = model.stateless_call(trainable, non_trainable, inputs)
    return ops.sigmoid(logits)


def train(model, optimizer, state, batches):
    for i, (x, noise) in enumerate(batches):
        state, loss = step(model, optimizer, state, *load(x, noise))
        print(f"step {i + 1}: loss {loss:.4f}")
    return state
