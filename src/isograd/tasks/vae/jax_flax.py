"""A variational autoencoder in Flax NNX: a module with three outputs, a jitted step."""

import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, noise):
    return jnp.asarray(x), jnp.asarray(noise)


# %% model
class VAE(nnx.Module):
    def __init__(self, rngs):
        self.encoder = nnx.Linear(64, 32, rngs=rngs)
        self.mean = nnx.Linear(32, 4, rngs=rngs)
        self.log_variance = nnx.Linear(32, 4, rngs=rngs)
        self.decoder = nnx.Linear(4, 32, rngs=rngs)
        self.pixels = nnx.Linear(32, 64, rngs=rngs)

    def encode(self, x):
        hidden = nnx.tanh(self.encoder(x))
        return self.mean(hidden), self.log_variance(hidden)

    def decode(self, z):
        return self.pixels(nnx.tanh(self.decoder(z)))

    def __call__(self, x, noise):
        mean, log_variance = self.encode(x)
        logits = self.decode(mean + jnp.exp(log_variance / 2) * noise)
        return logits, mean, log_variance


# %% loss
def loss_fn(model, x, noise):
    logits, mean, log_variance = model(x, noise)
    cross_entropy = optax.sigmoid_binary_cross_entropy(logits, x).sum(axis=-1)
    kl = 0.5 * (mean**2 + jnp.exp(log_variance) - 1 - log_variance).sum(axis=-1)
    return (cross_entropy + kl).mean()


# %% step
def build():
    model = VAE(nnx.Rngs(0))
    optimizer = nnx.Optimizer(model, optax.adam(3e-3), wrt=nnx.Param)
    return model, optimizer


@nnx.jit
def step(model, optimizer, x, noise):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x, noise)
    optimizer.update(model, grads)
    return loss


# %% loop
@nnx.jit
def predict(model, x):
    mean, _ = model.encode(x)
    return nnx.sigmoid(model.decode(mean))


def train(model, optimizer, batches):
    for i, (x, noise) in enumerate(batches):
        loss = step(model, optimizer, *load(x, noise))
        print(f"step {i + 1}: loss {loss:.4f}")
