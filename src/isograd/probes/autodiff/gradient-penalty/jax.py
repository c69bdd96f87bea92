"""Gradient of a gradient penalty through convolution, SiLU, layer norm and log-softmax."""

import jax
import jax.numpy as jnp
import numpy as np


# %% function
def net(image, kernel):
    layout = ("NHWC", "HWIO", "NHWC")
    h = jax.lax.conv_general_dilated(image, kernel, (1, 1), "VALID", dimension_numbers=layout)
    h = jax.nn.standardize(jax.nn.silu(h).reshape(4), epsilon=1e-5)
    return jax.nn.log_softmax(h)[0]


def penalty(kernel, image):
    return jnp.sum(jax.grad(net)(image, kernel) ** 2)


def f(image, kernel):
    return jax.grad(penalty)(kernel, image)


# %% ask
def ask(f, image, kernel):
    image = np.array(image, "float32").reshape(1, 4, 4, 1)
    kernel = np.array(kernel, "float32").reshape(3, 3, 1, 1)
    found = f(jnp.array(image), jnp.array(kernel))
    return {"gradient": np.asarray(found)[:, :, 0, 0]}
