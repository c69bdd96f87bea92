"""Handwritten digits in JAX: the whole training loop as one compiled scan."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(xs, ys):  # [steps, batch, …]
    return jnp.asarray(xs), jnp.asarray(ys)


# %% model
WIDTH = 128  # hidden units


def init(key):
    hidden, output = jax.random.split(key)
    draw = jax.nn.initializers.lecun_normal()
    return {
        "hidden": {"w": draw(hidden, (64, WIDTH)), "b": jnp.zeros(WIDTH)},
        "output": {"w": draw(output, (WIDTH, 10)), "b": jnp.zeros(10)},
    }


def predict(params, x):
    hidden = jax.nn.relu(x @ params["hidden"]["w"] + params["hidden"]["b"])
    return hidden @ params["output"]["w"] + params["output"]["b"]


# %% loss
def loss_fn(params, x, y):
    logits = predict(params, x)
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean()


# %% step
optimizer = optax.adam(1e-3)


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
