"""Gradient in float16 that is too small on its way and in range at its end."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def f(x, large, small):
    return jax.grad(lambda x: jnp.sum(x * large * small * small))(x)


# %% ask
def ask(f, x, large, small):
    given = [jnp.array(value, jnp.float16) for value in (x, large, small)]
    return {"gradient": np.asarray(f(*given))}
