"""Assert that a value is positive, first for one that is."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    y = 2 * x
    assert (y > 0).all()  # <-
    return y


# %% ask
def ask(f, good, bad):
    f(jnp.array([good]))
    print("the good value passed")
    f(jnp.array([bad]))
    return {}
