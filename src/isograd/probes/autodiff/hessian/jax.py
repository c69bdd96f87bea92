"""The Hessian of the logarithm of a sum of exponentials."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def f(x, matrix):
    return jax.hessian(lambda x: jnp.log(jnp.sum(jnp.exp(matrix @ x))))(x)


# %% ask
def ask(f, x, matrix):
    return {"hessian": np.asarray(f(jnp.array(x), jnp.array(matrix)))}
