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
optimizer = optax.adam(2e-4, b1=0.5)


def build():
    keys = jax.random.split(jax.random.key(0))
    params = {"generator": init(keys[0], 4, 2), "discriminator": init(keys[1], 2, 1)}
    return params, {name: optimizer.init(network) for name, network in params.items()}


def update(network, opt_state, grads):
    updates, opt_state = optimizer.update(grads, opt_state, network)
    return optax.apply_updates(network, updates), opt_state


def step(params, opt_state, real, noise):
    generator, discriminator = params["generator"], params["discriminator"]
    fake = apply(generator, noise)  # outside of the gradient, which therefore stops at it
    loss_d, grads = jax.value_and_grad(discriminator_loss)(discriminator, real, fake)
    discriminator, state_d = update(discriminator, opt_state["discriminator"], grads)

    loss_g, grads = jax.value_and_grad(generator_loss)(generator, discriminator, noise)
    generator, state_g = update(generator, opt_state["generator"], grads)

    params = {"generator": generator, "discriminator": discriminator}
    opt_state = {"generator": state_g, "discriminator": state_d}
    return params, opt_state, jnp.stack([loss_d, loss_g])


# %% loop
def predict(params, noise):
    return apply(params["generator"], noise)


def train(params, opt_state, batches):
    for i, (real, noise) in enumerate(batches):
        params, opt_state, (loss_d, loss_g) = step(params, opt_state, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
    return params, opt_state
