"""How many rows the gradient of an embedding table holds."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def f(table, words):
    return jax.grad(lambda table: jnp.sum(table[words]))(table)


# %% ask
def ask(f, rows, words):
    gradient = f(jnp.ones((rows, 4)), jnp.array(words))
    return {"held": len(gradient), "total": np.asarray(gradient.sum())}
