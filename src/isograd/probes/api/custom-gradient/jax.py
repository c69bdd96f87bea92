"""A gate that opens by a step function with a surrogate gradient."""

import jax
import jax.numpy as jnp


# %% model
@jax.custom_vjp
def spike(x):
    return jnp.where(x > 0, 1.0, 0.0)


def forward(x):
    return spike(x), x


def backward(x, upstream):
    return (upstream / (1 + jnp.abs(x)) ** 2,)


spike.defvjp(forward, backward)


# %% function
def f(x):
    return x * spike(x)


# %% ask
def ask(f, x, c):
    value, pull = jax.vjp(f, jnp.array(x))
    return {"value": value, "gradient": pull(jnp.array(c))[0]}
