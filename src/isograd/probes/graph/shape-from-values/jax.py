"""Keep the positive values only, however many they are."""

import jax
import jax.numpy as jnp


# %% function
def f(x):
    return x[x > 0] * 2


# %% ask
def ask(f, xs):
    return {"values": [f(jnp.array(x)).tolist() for x in xs]}
