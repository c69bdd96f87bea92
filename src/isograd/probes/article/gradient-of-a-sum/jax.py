"""The gradient of the sum of squares."""

import jax
import jax.numpy as jnp


# %% function
def f(w):
    return jnp.sum(w**2)


# %% ask
def ask(f, w):
    grad_f = jax.grad(f)
    return {"article": grad_f(jnp.array([1.0, 2.0, 3.0])), "gradient": grad_f(jnp.array(w))}
