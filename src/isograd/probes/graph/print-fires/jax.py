"""Print inside a function that is called several times."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    print("inside f")
    return x * x


# %% ask
def ask(f, calls):
    for _ in range(calls):
        f(jnp.ones(3))
    return {}
