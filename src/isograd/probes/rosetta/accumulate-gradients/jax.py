"""Accumulated gradients."""

import jax
import jax.numpy as jnp
import optax


# %% snippet
def train(w, t, steps):
    optimizer = optax.MultiSteps(optax.sgd(0.1), every_k_schedule=2)
    state = optimizer.init(w)
    for _ in range(steps):
        gradient = jax.grad(lambda w: ((w - t) ** 2).sum())(w)
        updates, state = optimizer.update(gradient, state, w)
        w = optax.apply_updates(w, updates)
    return w


# %% ask
def ask(w, t):
    return {"w": train(jnp.array(w), jnp.array(t), 2)}
