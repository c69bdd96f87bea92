"""Printing inside compiled code."""

import jax
import jax.numpy as jnp


# %% snippet
@jax.jit
def f(x):
    jax.debug.print("sum is {}", x.sum())
    return x * 2


# %% ask
def ask(calls):
    for _ in range(calls):
        f(jnp.array([1, 2, 3]))
    jax.effects_barrier()
    return {}
