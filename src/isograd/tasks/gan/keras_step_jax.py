"""A generative adversarial network in Keras with a training step in JAX."""

from functools import partial

import jax
import jax.numpy as jnp
import keras
from keras import ops


# %% data
def load(real, noise):
    return jnp.asarray(real), jnp.asarray(noise)


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
    optimizer_g, optimizer_d = adam(), adam()
    optimizer_g.build(generator.trainable_variables)
    optimizer_d.build(discriminator.trainable_variables)
    state = (
        [v.value for v in generator.trainable_variables],
        [v.value for v in discriminator.trainable_variables],
        [v.value for v in optimizer_g.variables],
        [v.value for v in optimizer_d.variables],
    )
    return generator, discriminator, optimizer_g, optimizer_d, state


@partial(jax.jit, static_argnums=(0, 1, 2, 3))
def step(generator, discriminator, optimizer_g, optimizer_d, state, real, noise):
    weights_g, weights_d, slots_g, slots_d = state
    fake, _ = generator.stateless_call(weights_g, [], noise)  # the gradient stops at it
    loss_d, grads = jax.value_and_grad(discriminator_loss)(weights_d, discriminator, real, fake)
    weights_d, slots_d = optimizer_d.stateless_apply(slots_d, grads, weights_d)

    grad_fn = jax.value_and_grad(generator_loss)
    loss_g, grads = grad_fn(weights_g, weights_d, generator, discriminator, noise)
    weights_g, slots_g = optimizer_g.stateless_apply(slots_g, grads, weights_g)
    return (weights_g, weights_d, slots_g, slots_d), jnp.stack([loss_d, loss_g])


# %% loop
@partial(jax.jit, static_argnames="generator")
def predict(generator, state, noise):
    points, _ = generator.stateless_call(state[0], [], noise)
    return points


def train(generator, discriminator, optimizer_g, optimizer_d, state, batches):
    objects = generator, discriminator, optimizer_g, optimizer_d
    for i, (real, noise) in enumerate(batches):
        state, (loss_d, loss_g) = step(*objects, state, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
    return state
