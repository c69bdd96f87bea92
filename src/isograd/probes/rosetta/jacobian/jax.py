"""Jacobian matrix."""

import jax
import jax.numpy as jnp

# %% snippet
f = jax.jacobian(lambda x: x**2 + jnp.sin(x).sum())


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
