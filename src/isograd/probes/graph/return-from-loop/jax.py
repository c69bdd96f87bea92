"""Return from within a loop when the data say so."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    for _ in range(8):
        x = x * 2
        if jnp.sum(x) > 100:
            return x
    return x - 1


# %% ask
def ask(f, xs):
    return {"values": [f(jnp.array(x)).tolist() for x in xs]}
