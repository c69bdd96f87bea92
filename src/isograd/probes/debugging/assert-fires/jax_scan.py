"""Assert in the body of a scan that a value is positive, first for one that is."""

import jax
import jax.numpy as jnp


# %% function
def f(carry, x):
    y = 2 * x
    assert y > 0  # <-
    return carry, y


# %% ask
def ask(f, good, bad):
    jax.lax.scan(f, 0.0, jnp.array([good]))
    print("the good value passed")
    jax.lax.scan(f, 0.0, jnp.array([good, bad]))
    return {}
