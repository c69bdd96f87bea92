"""Gradient of the squared absolute value of complex numbers."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def f(z):
    return jax.grad(lambda z: jnp.sum(jnp.abs(z) ** 2))(z)


# %% ask
def ask(f, real, imaginary):
    gradient = np.asarray(f(jax.lax.complex(jnp.array(real), jnp.array(imaginary))))
    return {"real": gradient.real, "imaginary": gradient.imag}
