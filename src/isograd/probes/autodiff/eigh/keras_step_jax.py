"""Gradient through eigenvalues and eigenvectors of a symmetric matrix."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(x, b, w):
    b = ops.convert_to_tensor(b)
    w = ops.convert_to_tensor(w)
    values, vectors = ops.linalg.eigh((x + ops.transpose(x)) / 2)
    return ops.sum(w * values * ops.matmul(b, vectors) ** 2)


# %% ask
def ask(f, x, b, w):
    return {"gradient": np.asarray(jax.grad(f)(jnp.array(x), b, w))}
