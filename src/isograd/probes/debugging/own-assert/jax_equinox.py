"""Check by Equinox that a value is positive, first for one that is."""

import equinox as eqx
import jax.numpy as jnp


# %% function
@eqx.filter_jit
def f(x):
    y = 2 * x
    return eqx.error_if(y, y <= 0, "y must be positive")  # <-


# %% ask
def ask(f, good, bad):
    f(jnp.array([good])).block_until_ready()
    print("the good value passed")
    f(jnp.array([bad])).block_until_ready()
    return {}
