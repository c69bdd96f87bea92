"""Time a scattered sum compiled without XLA's switch and with it, in turns."""

import time

import jax
import jax.numpy as jnp
import numpy as np


# %% function
@jax.jit
def scattered(index, x):
    return jnp.zeros(16).at[index].add(x)


# %% ask
def ask(seed, times):
    generator = np.random.default_rng(seed)
    index = jnp.array(generator.integers(16, size=200_000))
    x = jnp.array(generator.random(200_000, "float32"))
    lowered = scattered.lower(index, x)
    options = {"xla_gpu_deterministic_ops": True}
    compiled = {False: lowered.compile(), True: lowered.compile(options)}
    seconds, sums = {True: [], False: []}, []
    for turn in range(2 * times):
        switch = turn % 2 == 1
        begin = time.perf_counter()
        made = compiled[switch](index, x).block_until_ready()
        seconds[switch].append(time.perf_counter() - begin)
        sums += [made.tolist()] if switch else []
    return {"sums": sums, "on": seconds[True], "off": seconds[False]}
