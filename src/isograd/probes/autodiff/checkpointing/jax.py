"""Memory that a forward pass leaves for the gradient, with and without recomputation."""

import ctypes
import resource
from pathlib import Path

import jax
import jax.numpy as jnp


# %% function
def segment(x):
    for _ in range(8):
        x = jnp.sin(x)
    return x


def chain(x, recompute):
    for _ in range(10):
        x = jax.checkpoint(segment)(x) if recompute else segment(x)
    return jnp.sum(x)


def memory():
    ctypes.CDLL(None).malloc_trim(0)  # what was freed goes back to the system
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


# %% ask
def forward(x, recompute):
    before = memory()
    y, pull_back = jax.vjp(lambda x: chain(x, recompute), x)
    y.block_until_ready()
    return pull_back, memory() - before


def ask(start, size):
    forward(jnp.ones(2), True)
    x = jnp.linspace(start, 1, size)
    pull_back, held = forward(x, True)
    _, plain = forward(x, False)
    return {"gradient": float(pull_back(1.0)[0][0]), "held": held / plain}
