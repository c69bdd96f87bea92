"""Derivative along one direction of a long chain, and the memory that it takes."""

import resource

import jax
import jax.numpy as jnp


# %% function
def chain(x):
    for _ in range(80):
        x = jnp.sin(x)
    return x


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


# %% ask
def ask(start, size):
    jax.jvp(chain, (jnp.ones(2),), (jnp.ones(2),))
    x = jnp.linspace(start, 1, size)
    before = peak()
    _, derivative = jax.jvp(chain, (x,), (jnp.ones(size),))
    return {"derivative": float(derivative[0]), "held": (peak() - before) / (4 * size)}
