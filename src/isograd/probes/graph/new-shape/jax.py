"""Call a function with arrays of several lengths."""

import jax
import jax.numpy as jnp

traces = []


# %% function
def f(x):
    if isinstance(x, jax.core.Tracer):
        traces.append(x.shape)
    return x * x


# %% ask
def ask(f, sizes):
    f(jnp.ones([sizes[0]]))
    first = len(traces)
    for size in sizes[1:]:
        f(jnp.ones([size]))
    return {"graphs": len(traces) - first}
