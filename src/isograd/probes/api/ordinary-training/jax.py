"""Define and train a network with one hidden layer."""

import jax
import jax.numpy as jnp
import optax


# %% model
def predict(params, x):
    hidden = jnp.tanh(x @ params["first"]["w"] + params["first"]["b"])
    return hidden @ params["last"]["w"] + params["last"]["b"]


def loss_fn(params, x, y):
    return jnp.mean((predict(params, x) - y) ** 2)


def train(params, batches, rate):
    optimizer = optax.sgd(rate)
    opt_state = optimizer.init(params)
    for x, y in batches:
        gradients = jax.grad(loss_fn)(params, x, y)
        updates, opt_state = optimizer.update(gradients, opt_state, params)
        params = optax.apply_updates(params, updates)
    return params


# %% ask
def ask(x, y, first, last, rate):
    params = {
        "first": {"w": jnp.array(first), "b": jnp.zeros(6)},
        "last": {"w": jnp.array(last), "b": jnp.zeros(1)},
    }
    params = train(params, zip(jnp.array(x), jnp.array(y)), rate)
    return {"first": params["first"]["w"], "last": params["last"]["w"]}
