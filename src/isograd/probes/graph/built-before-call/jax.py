"""Count the graphs of a function when it is defined, after one call, and after several."""

import jax
import jax.numpy as jnp

traces = []


# %% function
def f(x):
    if isinstance(x, jax.core.Tracer):
        traces.append(x.shape)
    return x * x


# %% ask
def ask(f, calls):
    counts = [len(traces)]
    for _ in range(calls):
        f(jnp.ones([3]))
        counts.append(len(traces))
    return {"counts": counts}
