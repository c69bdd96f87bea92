"""Call a function with several values of a Python float."""

import jax
import jax.numpy as jnp
from flax import nnx

traces = []


# %% function
@nnx.jit
def f(x, factor):
    if isinstance(x, jax.core.Tracer):
        traces.append(factor)
    return x * factor


# %% ask
def ask(f, factors):
    f(jnp.ones(3), factors[0])
    first = len(traces)
    for factor in factors[1:]:
        f(jnp.ones(3), factor)
    return {"graphs": len(traces) - first}
