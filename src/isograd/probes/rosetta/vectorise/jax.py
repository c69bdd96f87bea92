"""One example to a batch."""

import jax
import jax.numpy as jnp


# %% snippet
def unit(v):
    return v / jnp.sqrt(v @ v)


f = jax.vmap(unit)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
