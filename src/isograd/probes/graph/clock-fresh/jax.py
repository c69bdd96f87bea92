"""Read the clock inside a function that is called several times."""

import time

import jax
import jax.numpy as jnp


# %% function
def f(x):
    return x + time.perf_counter() % 1.0


# %% ask
def ask(f, calls):
    values = []
    for _ in range(calls):
        values.append(float(f(jnp.array(0.0))))
        time.sleep(0.02)
    return {"values": values}
