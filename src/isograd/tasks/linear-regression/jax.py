"""Linear regression in JAX: pure functions, an optax optimizer, one step at a time."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


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
def train(params, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        params, opt_state, loss = step(params, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return params, opt_state
