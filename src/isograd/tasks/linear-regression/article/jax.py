"""Linear regression in JAX, on a fresh random batch at every step."""

import jax
import jax.numpy as jnp
import optax


# %% data
def batches(steps, seed):
    for key in jax.random.split(jax.random.key(seed), steps):
        x = jax.random.normal(key, (32, 1))
        yield x, 3 * x + 1


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


def step(params, opt_state, x, y):
    loss, grads = jax.value_and_grad(loss_fn)(params, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return optax.apply_updates(params, updates), opt_state, loss


# %% loop
def train(params, opt_state, steps=100, seed=0):
    for x, y in batches(steps, seed):
        params, opt_state, _ = step(params, opt_state, x, y)
    print(f"w = {params['w'].item():.4f}, b = {params['b'].item():.4f}")
