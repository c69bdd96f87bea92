"""A generative adversarial network in Flax NNX: two modules and their optimisers in one step."""

import jax.numpy as jnp
import optax
from flax import nnx
from jax.nn import softplus


# %% data
def load(real, noise):
    return jnp.asarray(real), jnp.asarray(noise)


# %% model
class Network(nnx.Module):
    def __init__(self, inputs, outputs, rngs):
        self.first = nnx.Linear(inputs, 16, rngs=rngs)
        self.second = nnx.Linear(16, 16, rngs=rngs)
        self.last = nnx.Linear(16, outputs, rngs=rngs)

    def __call__(self, x):
        return self.last(nnx.tanh(self.second(nnx.tanh(self.first(x)))))


# %% loss
def discriminator_loss(discriminator, real, fake):
    return softplus(-discriminator(real)).mean() + softplus(discriminator(fake)).mean()


def generator_loss(generator, discriminator, noise):
    return softplus(-discriminator(generator(noise))).mean()


# %% step
def build():
    rngs = nnx.Rngs(0)
    generator, discriminator = Network(4, 2, rngs), Network(2, 1, rngs)
    optimizer_g = nnx.Optimizer(generator, optax.adam(2e-4, b1=0.5), wrt=nnx.Param)
    optimizer_d = nnx.Optimizer(discriminator, optax.adam(2e-4, b1=0.5), wrt=nnx.Param)
    return generator, discriminator, optimizer_g, optimizer_d


@nnx.jit
def step(generator, discriminator, optimizer_g, optimizer_d, real, noise):
    fake = generator(noise)  # outside of the gradient, which therefore stops at it
    loss_d, grads = nnx.value_and_grad(discriminator_loss)(discriminator, real, fake)
    optimizer_d.update(discriminator, grads)

    loss_g, grads = nnx.value_and_grad(generator_loss)(generator, discriminator, noise)
    optimizer_g.update(generator, grads)
    return jnp.stack([loss_d, loss_g])


# %% loop
@nnx.jit
def predict(generator, noise):
    return generator(noise)


def train(generator, discriminator, optimizer_g, optimizer_d, batches):
    state = generator, discriminator, optimizer_g, optimizer_d
    for i, (real, noise) in enumerate(batches):
        loss_d, loss_g = step(*state, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
