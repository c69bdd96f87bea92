"""A variational autoencoder in Equinox: written for one image, mapped over the batch."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, noise):
    return jnp.asarray(x), jnp.asarray(noise)


# %% model
class VAE(eqx.Module):
    encoder: eqx.nn.Linear
    mean: eqx.nn.Linear
    log_variance: eqx.nn.Linear
    decoder: eqx.nn.Linear
    pixels: eqx.nn.Linear

    def __init__(self, key):
        keys = jax.random.split(key, 5)
        self.encoder = eqx.nn.Linear(64, 32, key=keys[0])
        self.mean = eqx.nn.Linear(32, 4, key=keys[1])
        self.log_variance = eqx.nn.Linear(32, 4, key=keys[2])
        self.decoder = eqx.nn.Linear(4, 32, key=keys[3])
        self.pixels = eqx.nn.Linear(32, 64, key=keys[4])

    def encode(self, x):  # one example; vmap adds the batch
        hidden = jnp.tanh(self.encoder(x))
        return self.mean(hidden), self.log_variance(hidden)

    def decode(self, z):
        return self.pixels(jnp.tanh(self.decoder(z)))

    def __call__(self, x, noise):
        mean, log_variance = self.encode(x)
        logits = self.decode(mean + jnp.exp(log_variance / 2) * noise)
        return logits, mean, log_variance


# %% loss
def loss_fn(model, x, noise):
    logits, mean, log_variance = jax.vmap(model)(x, noise)
    cross_entropy = optax.sigmoid_binary_cross_entropy(logits, x).sum(axis=-1)
    kl = 0.5 * (mean**2 + jnp.exp(log_variance) - 1 - log_variance).sum(axis=-1)
    return (cross_entropy + kl).mean()


# %% step
optimizer = optax.adam(3e-3)


def build():
    model = VAE(jax.random.key(0))
    return model, optimizer.init(eqx.filter(model, eqx.is_array))


@eqx.filter_jit
def step(model, opt_state, x, noise):
    loss, grads = eqx.filter_value_and_grad(loss_fn)(model, x, noise)
    updates, opt_state = optimizer.update(grads, opt_state, model)
    return eqx.apply_updates(model, updates), opt_state, loss


# %% loop
def reconstruct(model, x):
    mean, _ = model.encode(x)
    return jax.nn.sigmoid(model.decode(mean))


@eqx.filter_jit
def predict(model, x):
    return jax.vmap(reconstruct, in_axes=(None, 0))(model, x)


def train(model, opt_state, batches):
    for i, (x, noise) in enumerate(batches):
        model, opt_state, loss = step(model, opt_state, *load(x, noise))
        print(f"step {i + 1}: loss {loss:.4f}")
    return model, opt_state
