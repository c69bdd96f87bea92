"""Print an intermediate value inside the body of a scan."""

import jax
import jax.numpy as jnp


# %% function
def f(carry, x):
    y = 2 * x
    print(y)
    return carry, y


# %% ask
def ask(f, values):
    jax.lax.scan(f, 0.0, jnp.array(values))
    return {}
