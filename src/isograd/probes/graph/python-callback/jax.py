"""Call Python at every execution of a function, by the framework's own means."""

import jax
import jax.numpy as jnp
import numpy as np


def interpolate(x):
    return np.interp(x, [0.0, 1.0, 2.0], [0.0, 10.0, 40.0]).astype("float32")


# %% function
def f(x):
    return jax.pure_callback(interpolate, jax.typeof(x), x) + 1


# %% ask
def ask(f, xs):
    return {"values": [f(jnp.array(x)).tolist() for x in xs]}
