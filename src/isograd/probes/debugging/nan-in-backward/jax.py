"""A square root that is masked where it has no derivative, while JAX looks for NaN."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    root = jnp.sqrt(x)  # <-
    return jnp.sum(jnp.where(x > 0, root, 0))


# %% ask
def ask(f, values):
    with jax.debug_nans(True):
        jax.grad(f)(jnp.array(values))
    return {}
