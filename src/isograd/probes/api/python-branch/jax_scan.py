"""A model that branches on the sum of its input, inside a scan."""

import jax
import jax.numpy as jnp


# %% function
def f(w, x):
    if x.sum() > 0:
        return w, w * x
    return w, w - x


# %% ask
def ask(f, w, first, second):
    _, made = jax.lax.scan(f, jnp.array(w), jnp.array([first, second]))
    return {"first": made[0], "second": made[1]}
