"""A thread of the standard library that reads a batch ahead, since JAX has no loader."""

import time
from concurrent.futures import ThreadPoolExecutor

import jax.numpy as jnp


# %% function
def slow(place, pause):
    time.sleep(pause)
    return jnp.array(place)


def ahead(batches, pause):
    with ThreadPoolExecutor(1) as worker:
        waiting = worker.submit(slow, 0, pause)
        for place in range(1, batches + 1):
            batch = waiting.result()
            if place < batches:
                waiting = worker.submit(slow, place, pause)
            yield batch


# %% ask
def ask(batches, pause):
    times = []
    for _ in ahead(batches, pause):
        times.append(time.perf_counter())
        time.sleep(pause)
    return {"seconds": time.perf_counter() - times[0], "batches": len(times)}
