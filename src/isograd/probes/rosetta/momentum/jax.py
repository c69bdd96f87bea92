"""Momentum."""

import jax
import jax.numpy as jnp
import optax


# %% snippet
def train(w, t, steps):
    optimizer = optax.sgd(0.1, momentum=0.9)
    state = optimizer.init(w)
    for _ in range(steps):
        gradient = jax.grad(lambda w: ((w - t) ** 2).sum())(w)
        updates, state = optimizer.update(gradient, state, w)
        w = optax.apply_updates(w, updates)
    return w


# %% ask
def ask(w, t):
    return {"w": train(jnp.array(w), jnp.array(t), 3)}
