"""A generative adversarial network in JAX: a gradient with respect to one network at a time."""

import jax
import jax.numpy as jnp
import optax
from jax.nn import softplus


# %% data
def load(real, noise):
    return jnp.asarray(real), jnp.asarray(noise)


# %% model
def init(key, inputs, outputs):
    draw = jax.nn.initializers.lecun_normal()

    def dense(key, inputs, outputs):
        return {"w": draw(key, (inputs, outputs)), "b": jnp.zeros(outputs)}

    keys = jax.random.split(key, 3)
    return {
        "first": dense(keys[0], inputs, 16),
        "second": dense(keys[1], 16, 16),
        "last": dense(keys[2], 16, outputs),
    }


def apply(network, x):
    for name in ("first", "second"):
        x = jnp.tanh(x @ network[name]["w"] + network[name]["b"])
    return x @ network["last"]["w"] + network["last"]["b"]


# %% loss
def discriminator_loss(discriminator, real, fake):
    real_loss = softplus(-apply(discriminator, real)).mean()
    return real_loss + softplus(apply(discriminator, fake)).mean()


def generator_loss(generator, discriminator, noise):
    return softplus(-apply(discriminator, apply(generator, noise))).mean()


# %% step
generator_optimizer = optax.adam(2e-4, b1=0.5)
discriminator_optimizer = optax.adam(2e-4, b1=0.5)


def build():
    keys = jax.random.split(jax.random.key(0))
    generator, discriminator = init(keys[0], 4, 2), init(keys[1], 2, 1)
    state_g = generator_optimizer.init(generator)
    state_d = discriminator_optimizer.init(discriminator)
    return generator, discriminator, state_g, state_d


def step(generator, discriminator, state_g, state_d, real, noise):
    fake = apply(generator, noise)  # outside of the gradient, which therefore stops at it
    loss_d, grads = jax.value_and_grad(discriminator_loss)(discriminator, real, fake)
    updates, state_d = discriminator_optimizer.update(grads, state_d, discriminator)
    discriminator = optax.apply_updates(discriminator, updates)

    loss_g, grads = jax.value_and_grad(generator_loss)(generator, discriminator, noise)
    updates, state_g = generator_optimizer.update(grads, state_g, generator)
    generator = optax.apply_updates(generator, updates)
    return generator, discriminator, state_g, state_d, jnp.stack([loss_d, loss_g])


# %% loop
def predict(generator, noise):
    return apply(generator, noise)


def train(generator, discriminator, state_g, state_d, batches):
    state = generator, discriminator, state_g, state_d
    for i, (real, noise) in enumerate(batches):
        *state, (loss_d, loss_g) = step(*state, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
    return state
