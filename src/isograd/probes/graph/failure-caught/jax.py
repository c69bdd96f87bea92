"""Catch a failed factorisation inside a function and go on with zeros."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    try:
        return jnp.linalg.cholesky(x)
    except Exception:
        return jnp.zeros_like(x)


# %% ask
def ask(f, xs):
    return {"values": [f(jnp.array(x)).tolist() for x in xs]}
