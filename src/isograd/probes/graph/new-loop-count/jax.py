"""Call a function whose loop turns as often as its Python integer says, with several integers."""

import jax
import jax.numpy as jnp

traces = []


# %% function
def f(x, turns):
    if isinstance(x, jax.core.Tracer):
        traces.append(turns)
    for _ in range(turns):
        x = x * 0.5 + 1
    return x


# %% ask
def ask(f, x, counts):
    values = [float(f(jnp.array(x), counts[0]))]
    first = len(traces)
    for turns in counts[1:]:
        values.append(float(f(jnp.array(x), turns)))
    return {"values": values, "graphs": len(traces) - first}
