"""Gradient of the squared absolute value of complex numbers."""

import jax
import jax.numpy as jnp
import numpy as np
from keras import ops


# %% function
def f(z):
    return ops.sum(ops.abs(z) ** 2)


# %% ask
def ask(f, real, imaginary):
    z = jax.lax.complex(jnp.array(real), jnp.array(imaginary))
    gradient = np.asarray(jax.grad(f)(z))
    return {"real": gradient.real, "imaginary": gradient.imag}
