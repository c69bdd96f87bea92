"""Each of two devices normalises its half of the rows: moments over the whole array."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import jax
import jax.numpy as jnp
from jax.sharding import Mesh, NamedSharding, PartitionSpec


# %% function
def f(rows):
    return jax.nn.standardize(rows, axis=0, epsilon=1e-5)


# %% ask
def ask(f, halves):
    split = NamedSharding(Mesh(jax.devices(), ("rows",)), PartitionSpec("rows"))
    rows = jax.device_put(jnp.concatenate(jnp.array(halves)), split)
    return {"normalised": f(rows).addressable_shards[0].data}
