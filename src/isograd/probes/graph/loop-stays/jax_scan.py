"""Count the operations in the graph of a fori_loop, for two numbers of turns."""

from functools import partial

import jax
import jax.numpy as jnp
from jax import lax


# %% function
@partial(jax.jit, static_argnames="turns")
def f(x, turns):
    return lax.fori_loop(0, turns, lambda _, x: jnp.sin(x), x)


# %% ask
def ask(f, turns):
    programs = [f.trace(jnp.ones(3), n).jaxpr for n in turns]
    return {"sizes": [len(program.eqns) for program in programs]}
