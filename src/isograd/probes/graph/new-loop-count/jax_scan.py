"""Call a function whose loop turns as often as its Python integer says, with several integers."""

import jax
import jax.numpy as jnp
from jax import lax

traces = []


# %% function
@jax.jit
def f(x, turns):
    traces.append(turns)
    return lax.fori_loop(0, turns, lambda _, x: x * 0.5 + 1, x)


# %% ask
def ask(f, x, counts):
    values = [float(f(jnp.array(x), counts[0]))]
    first = len(traces)
    for turns in counts[1:]:
        values.append(float(f(jnp.array(x), turns)))
    return {"values": values, "graphs": len(traces) - first}
