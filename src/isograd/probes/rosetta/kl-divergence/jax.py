"""Kullback–Leibler divergence."""

import jax.numpy as jnp
import optax


# %% snippet
def f(p, q):
    return optax.kl_divergence(jnp.log(q), p).mean()


# %% ask
def ask(p, q):
    return {"y": f(jnp.array(p), jnp.array(q))}
