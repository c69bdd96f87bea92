"""Two backward passes of the same loss; the gradient of the second."""

import jax
import jax.numpy as jnp


# %% ask
def ask(values):
    w = jnp.array(values)
    for _ in range(2):
        gradient = jax.grad(lambda w: jnp.sum(w * w))(w)
    return {"gradient": gradient}
