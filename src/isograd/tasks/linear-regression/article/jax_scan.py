"""Linear regression in JAX as one compiled scan, on a fresh random batch at every step."""

import jax
import jax.numpy as jnp
import optax


# %% data
def batches(steps, seed):
    xs = jax.random.normal(jax.random.key(seed), (steps, 32, 1))
    return xs, 3 * xs + 1


# %% model
def init(key):
    return {"w": jax.random.normal(key, (1, 1)), "b": jnp.zeros(1)}


def predict(params, x):
    return x @ params["w"] + params["b"]


# %% loss
def loss_fn(params, x, y):
    return jnp.mean((predict(params, x) - y) ** 2)


# %% step
optimizer = optax.sgd(0.1)


def build():
    params = init(jax.random.key(0))
    return params, optimizer.init(params)


def step(carry, batch):
    params, opt_state = carry
    loss, grads = jax.value_and_grad(loss_fn)(params, *batch)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return (optax.apply_updates(params, updates), opt_state), loss


# %% loop
@jax.jit
def train(params, opt_state, xs, ys):
    (params, opt_state), losses = jax.lax.scan(step, (params, opt_state), (xs, ys))
    return params, opt_state, losses
