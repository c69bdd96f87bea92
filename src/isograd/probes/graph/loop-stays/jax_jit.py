"""Count the operations in the graph of a Python loop, for two numbers of turns."""

from functools import partial

import jax
import jax.numpy as jnp


# %% function
@partial(jax.jit, static_argnames="turns")
def f(x, turns):
    for _ in range(turns):
        x = jnp.sin(x)
    return x


# %% ask
def ask(f, turns):
    programs = [f.trace(jnp.ones(3), n).jaxpr for n in turns]
    return {"sizes": [len(program.eqns) for program in programs]}
