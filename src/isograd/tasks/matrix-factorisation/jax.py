"""Matrix factorisation in JAX: pure functions, an optax optimizer, one step at a time."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(user, item, rating):
    return jnp.asarray(user), jnp.asarray(item), jnp.asarray(rating)


# %% model
def init(key):
    user, item = jax.random.split(key)
    draw = jax.nn.initializers.normal(0.3)
    return {
        "user": {"factors": draw(user, (50, 4)), "bias": jnp.zeros((50, 1))},
        "item": {"factors": draw(item, (40, 4)), "bias": jnp.zeros((40, 1))},
    }


def predict(params, user, item):
    factors = params["user"]["factors"][user] * params["item"]["factors"][item]
    biases = params["user"]["bias"][user] + params["item"]["bias"][item]
    return factors.sum(axis=1, keepdims=True) + biases


# %% loss
def loss_fn(params, user, item, rating):
    return jnp.mean((predict(params, user, item) - rating) ** 2)


# %% step
optimizer = optax.sgd(2.0)


def build():
    params = init(jax.random.key(0))
    return params, optimizer.init(params)


def step(params, opt_state, user, item, rating):
    loss, grads = jax.value_and_grad(loss_fn)(params, user, item, rating)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return optax.apply_updates(params, updates), opt_state, loss


# %% loop
def train(params, opt_state, batches):
    for i, (user, item, rating) in enumerate(batches):
        params, opt_state, loss = step(params, opt_state, *load(user, item, rating))
        print(f"step {i + 1}: loss {loss:.4f}")
    return params, opt_state
