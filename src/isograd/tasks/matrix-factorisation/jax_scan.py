"""Matrix factorisation in JAX: the whole training loop as one compiled scan."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(users, items, ratings):  # [steps, batch, …]
    return jnp.asarray(users), jnp.asarray(items), jnp.asarray(ratings)


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


def step(carry, batch):
    params, opt_state = carry
    loss, grads = jax.value_and_grad(loss_fn)(params, *batch)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return (optax.apply_updates(params, updates), opt_state), loss


# %% loop
@jax.jit
def train(params, opt_state, users, items, ratings):
    carry, losses = jax.lax.scan(step, (params, opt_state), (users, items, ratings))
    return *carry, losses
