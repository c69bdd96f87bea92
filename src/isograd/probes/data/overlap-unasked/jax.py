"""A generator of one's own, since JAX has no loader; loading and training pause equally long."""

import time

import jax.numpy as jnp


# %% function
def slow(batches, pause):
    for place in range(batches):
        time.sleep(pause)
        yield jnp.array(place)


# %% ask
def ask(batches, pause):
    times = []
    for _ in slow(batches, pause):
        times.append(time.perf_counter())
        time.sleep(pause)
    return {"seconds": time.perf_counter() - times[0], "batches": len(times)}
