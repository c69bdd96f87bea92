"""The Hessian of a variance."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def variance(x):
    return jnp.var(x)


def f(x):
    return jax.hessian(variance)(x)


# %% ask
def ask(f, x):
    return {"hessian": np.asarray(f(jnp.array(x)))}
