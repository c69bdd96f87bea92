"""Keep an intermediate value on an object and read it after the call."""

from types import SimpleNamespace

import jax
import jax.numpy as jnp

kept = SimpleNamespace()


# %% function
def f(x):
    kept.square = x * x
    return jnp.tanh(kept.square)


# %% ask
def ask(f, xs):
    squares = []
    for x in xs:
        f(jnp.array(x))
        squares.append(kept.square.tolist())
    return {"squares": squares}
