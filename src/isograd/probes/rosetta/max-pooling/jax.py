"""Maximum pooling."""

import jax.numpy as jnp
from flax import nnx


# %% snippet
def f(x):
    return nnx.max_pool(x, window_shape=(2, 2), strides=(2, 2))


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
