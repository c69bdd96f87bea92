"""Gradient through singular values and singular vectors."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x, b, w):
    b = ops.convert_to_tensor(b)
    w = ops.convert_to_tensor(w)
    u, s, _ = ops.linalg.svd(x, full_matrices=False)
    return ops.sum(w * s * ops.matmul(b, u) ** 2)


# %% ask
def ask(f, x, b, w):
    return {"gradient": np.asarray(jax.grad(f)(jnp.array(x), b, w))}
