"""Custom gradient."""

import jax
import jax.numpy as jnp


# %% snippet
@jax.custom_vjp
def f(x):
    return jnp.round(x)


f.defvjp(lambda x: (jnp.round(x), None), lambda residual, gradient: (gradient,))


# %% ask
def ask(x):
    return {"y": jax.grad(lambda x: (f(x) ** 2).sum())(jnp.array(x))}
