"""Branch on a value."""

import jax
import jax.numpy as jnp


# %% snippet
@jax.jit
def f(x):
    return jax.lax.cond(x.sum() > 0, lambda x: 2 * x, lambda x: -x, x)


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
