"""Add up the losses of a loop, and measure by how much the process has grown."""

import os
from pathlib import Path

import jax
import jax.numpy as jnp


# %% ask
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def ask(steps, megabytes):
    w = jnp.ones(1)
    total, before = 0.0, None
    for _ in range(steps + 1):
        x = jnp.ones(megabytes * 2**18)
        loss, _ = jax.value_and_grad(lambda w, x: jnp.mean(w * x))(w, x)
        total += loss
        before = before or resident()  # after the first step
    total.block_until_ready()
    return {"bytes": resident() - before, "total": total}
