"""Broadcasting over a new axis."""

import jax.numpy as jnp


# %% snippet
def f(x, y):
    return x[:, None] - y


# %% ask
def ask(x, y):
    return {"y": f(jnp.array(x), jnp.array(y))}
