"""Gradient with respect to nested parameters."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def loss(p):
    b, scales = p["layer"]["b"], p["scales"]
    return jnp.sum(p["layer"]["w"] ** 2) + b * scales[0] * scales[1]


# %% ask
def ask(w, b, scales):
    g = jax.grad(loss)({"layer": {"w": jnp.array(w), "b": b}, "scales": scales})
    layer = g["layer"]
    return {"w": np.asarray(layer["w"]), "b": float(layer["b"]), "scale": float(g["scales"][0])}
