"""Overwrite an array between the forward and the backward pass."""

import jax
import jax.numpy as jnp


# %% ask
def ask(values):
    w = jnp.array(values)
    loss, backward = jax.vjp(lambda w: jnp.sum(w * w), w)
    w = w.at[:].multiply(10)  # <-
    (gradient,) = backward(jnp.ones_like(loss))
    return {"gradient": gradient}
