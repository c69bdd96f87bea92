"""Raise an exception of one's own when the data ask for it."""

import jax.numpy as jnp
from jax import lax


# %% function
class NegativeSumError(Exception):
    pass


def f(x):
    if jnp.sum(x) < 0:
        raise NegativeSumError("the sum is negative")
    return x * 2


def outcome(f, x):
    try:
        return lax.scan(lambda carry, x: (carry, f(x)), None, jnp.array([x]))[1][0].tolist()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


# %% ask
def ask(f, good, bad):
    return {"good": outcome(f, good), "bad": outcome(f, bad)}
