"""Take the gradient of a loss that goes through argmax."""

import jax
import jax.numpy as jnp


# %% ask
def ask(values):
    def loss(w):
        choice = jnp.argmax(w * w)
        return (choice.astype("float32") - 1) ** 2

    return {"gradient": jax.grad(loss)(jnp.array(values))}  # <-
