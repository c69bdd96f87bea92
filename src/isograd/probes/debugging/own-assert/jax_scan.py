"""Check by checkify in the body of a scan, first for a value that is positive."""

import jax
import jax.numpy as jnp
from jax.experimental import checkify


# %% function
def f(carry, x):
    y = 2 * x
    checkify.check(y > 0, "y must be positive")  # <-
    return carry, y


# %% ask
def ask(f, good, bad):
    checked = checkify.checkify(lambda xs: jax.lax.scan(f, 0.0, xs))
    error, _ = checked(jnp.array([good]))
    error.throw()
    print("the good value passed")
    error, _ = checked(jnp.array([good, bad]))
    error.throw()
    return {}
