"""A generative adversarial network in Equinox: networks of one example, mapped over the batch."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax
from jax.nn import softplus


# %% data
def load(real, noise):
    return jnp.asarray(real), jnp.asarray(noise)


# %% model
class Network(eqx.Module):
    first: eqx.nn.Linear
    second: eqx.nn.Linear
    last: eqx.nn.Linear

    def __init__(self, inputs, outputs, key):
        keys = jax.random.split(key, 3)
        self.first = eqx.nn.Linear(inputs, 16, key=keys[0])
        self.second = eqx.nn.Linear(16, 16, key=keys[1])
        self.last = eqx.nn.Linear(16, outputs, key=keys[2])

    def __call__(self, x):  # one example; vmap adds the batch
        return self.last(jnp.tanh(self.second(jnp.tanh(self.first(x)))))


# %% loss
def discriminator_loss(discriminator, real, fake):
    real_loss = softplus(-jax.vmap(discriminator)(real)).mean()
    return real_loss + softplus(jax.vmap(discriminator)(fake)).mean()


def generator_loss(generator, discriminator, noise):
    fake = jax.vmap(generator)(noise)
    return softplus(-jax.vmap(discriminator)(fake)).mean()


# %% step
generator_optimizer = optax.adam(2e-4, b1=0.5)
discriminator_optimizer = optax.adam(2e-4, b1=0.5)


def build():
    keys = jax.random.split(jax.random.key(0))
    generator, discriminator = Network(4, 2, keys[0]), Network(2, 1, keys[1])
    state_g = generator_optimizer.init(eqx.filter(generator, eqx.is_array))
    state_d = discriminator_optimizer.init(eqx.filter(discriminator, eqx.is_array))
    return generator, discriminator, state_g, state_d


@eqx.filter_jit
def step(generator, discriminator, state_g, state_d, real, noise):
    fake = jax.vmap(generator)(noise)  # outside of the gradient, which therefore stops at it
    loss_d, grads = eqx.filter_value_and_grad(discriminator_loss)(discriminator, real, fake)
    updates, state_d = discriminator_optimizer.update(grads, state_d, discriminator)
    discriminator = eqx.apply_updates(discriminator, updates)

    loss_g, grads = eqx.filter_value_and_grad(generator_loss)(generator, discriminator, noise)
    updates, state_g = generator_optimizer.update(grads, state_g, generator)
    generator = eqx.apply_updates(generator, updates)
    return generator, discriminator, state_g, state_d, jnp.stack([loss_d, loss_g])


# %% loop
@eqx.filter_jit
def predict(generator, noise):
    return jax.vmap(generator)(noise)


def train(generator, discriminator, state_g, state_d, batches):
    state = generator, discriminator, state_g, state_d
    for i, (real, noise) in enumerate(batches):
        *state, (loss_d, loss_g) = step(*state, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
    return state
