"""One-hot encoding."""

import jax
import jax.numpy as jnp


# %% snippet
def f(labels):
    return jax.nn.one_hot(labels, 4)


# %% ask
def ask(labels):
    return {"y": f(jnp.array(labels))}
