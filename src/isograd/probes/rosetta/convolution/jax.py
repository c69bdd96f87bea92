"""Two-dimensional convolution."""

import jax
import jax.numpy as jnp


# %% snippet
def f(x, kernel):
    axes = ("NHWC", "HWIO", "NHWC")
    return jax.lax.conv_general_dilated(x, kernel, (1, 1), "VALID", dimension_numbers=axes)


# %% ask
def ask(x, kernel):
    return {"y": f(jnp.array(x), jnp.array(kernel))}
