"""Gradient in float16 that is too small on its way and in range at its end."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x, large, small):
    return ops.sum(x * large * small * small)


# %% ask
def ask(f, x, large, small):
    given = [jnp.array(value, jnp.float16) for value in (x, large, small)]
    return {"gradient": np.asarray(jax.grad(f)(*given))}
