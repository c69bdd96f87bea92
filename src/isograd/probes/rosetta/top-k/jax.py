"""The k largest."""

import jax
import jax.numpy as jnp


# %% snippet
def f(x):
    return jax.lax.top_k(x, 2)[0]


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
