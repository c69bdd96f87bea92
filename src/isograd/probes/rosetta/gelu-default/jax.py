"""GELU as it comes."""

import jax
import jax.numpy as jnp


# %% snippet
def f(x):
    return jax.nn.gelu(x)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
