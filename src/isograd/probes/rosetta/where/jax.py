"""Choice by a condition."""

import jax.numpy as jnp


# %% snippet
def f(x):
    return jnp.where(x > 0, x, 0.1 * x)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
