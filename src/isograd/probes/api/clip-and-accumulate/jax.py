"""A training step: the gradients of two micro-batches, added up and clipped by hand."""

import jax
import jax.numpy as jnp


# %% model
def loss_fn(params, x, y):
    return jnp.mean((x @ params["w"] - y) ** 2)


def step(params, x, y, rate, limit):
    gradients = jax.tree.map(jnp.zeros_like, params)
    for part, target in zip(jnp.split(x, 2), jnp.split(y, 2)):
        more = jax.grad(loss_fn)(params, part, target)
        gradients = jax.tree.map(lambda a, b: a + b / 2, gradients, more)
    norm = jnp.sqrt(sum(jnp.sum(g**2) for g in jax.tree.leaves(gradients)))
    scale = rate * jnp.minimum(limit / norm, 1)
    return jax.tree.map(lambda p, g: p - scale * g, params, gradients)


# %% ask
def ask(x, y, w, rate, limit):
    params = step({"w": jnp.array(w)}, jnp.array(x), jnp.array(y), rate, limit)
    return {"w": params["w"]}
