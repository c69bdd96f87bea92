"""Check by checkify that a value is positive, first for one that is."""

import jax
import jax.numpy as jnp
from jax.experimental import checkify


# %% function
def f(x):
    y = 2 * x
    checkify.check(jnp.all(y > 0), "y must be positive")  # <-
    return y


# %% ask
def ask(f, good, bad):
    checked = checkify.checkify(f)
    error, _ = checked(jnp.array([good]))
    error.throw()
    print("the good value passed")
    error, _ = checked(jnp.array([bad]))
    error.throw()
    return {}
