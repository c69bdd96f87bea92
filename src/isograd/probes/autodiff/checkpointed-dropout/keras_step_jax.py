"""Dropout inside a recomputed segment: output and gradient."""

import jax
import jax.numpy as jnp
import keras
import numpy as np


# %% function
def f(x):
    dropout = keras.layers.Dropout(0.5)
    return keras.remat(lambda x: dropout(x, training=True))(x)


# %% ask
def ask(f, x):
    y, pull_back = jax.vjp(f, jnp.array(x))
    gradient = pull_back(jnp.ones_like(y))[0]
    return {"output": np.asarray(y), "gradient": np.asarray(gradient)}
