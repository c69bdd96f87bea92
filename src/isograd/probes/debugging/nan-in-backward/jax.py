"""An arc cosine that is masked where it has no derivative, while JAX looks for NaN."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    angle = jnp.arccos(x)  # <-
    return jnp.sum(jnp.where(x < 1, angle, 0))


# %% ask
def ask(f, values):
    with jax.debug_nans(True):
        jax.grad(f)(jnp.array(values))
    return {}
