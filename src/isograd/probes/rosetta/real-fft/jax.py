"""Fourier transform of real numbers."""

import jax.numpy as jnp


# %% snippet
def f(x):
    return jnp.abs(jnp.fft.rfft(x))


# %% ask
def ask(x):
    return {"y": f(jnp.array(x))}
