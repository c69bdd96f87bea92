"""Value and gradient together."""

import jax
import jax.numpy as jnp

# %% snippet
f = jax.value_and_grad(lambda x: (x**2).sum())


# %% ask
def ask(x):
    value, gradient = f(jnp.array(x))
    return {"value": value, "gradient": gradient}
