"""Print a value inside a scan, by the framework's own means."""

import jax
import jax.numpy as jnp
from jax import lax


# %% function
def f(x):
    jax.debug.print("{}", x)
    return x * x


# %% ask
def ask(f, numbers):
    lax.scan(lambda carry, x: (carry, f(x)), None, jnp.array(numbers, "float32"))
    jax.effects_barrier()
    return {}
