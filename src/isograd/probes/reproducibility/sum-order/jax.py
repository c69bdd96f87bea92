"""Sum arrays forwards and backwards."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def f(x):
    return x.sum()


# %% ask
def ask(f, seed):
    arrays = np.random.default_rng(seed).random([64, 1000], "float32")
    forward = [f(jnp.array(array)).item() for array in arrays]
    backward = [f(jnp.array(array[::-1])).item() for array in arrays]
    return {"forward": forward, "backward": backward}
