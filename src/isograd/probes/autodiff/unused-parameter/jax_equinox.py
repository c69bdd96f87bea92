"""Gradient with respect to a parameter that the loss does not use."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np


# %% function
class Model(eqx.Module):
    used: jax.Array
    unused: jax.Array


@eqx.filter_jit
@eqx.filter_grad
def f(model):
    return jnp.sum(model.used**2)


# %% ask
def ask(f, used, unused):
    gradient = f(Model(jnp.array(used), jnp.array(unused)))
    return {"used": np.asarray(gradient.used), "unused": np.asarray(gradient.unused)}
