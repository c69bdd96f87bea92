"""Two devices of one process draw a dropout mask for their half of a batch, after one key."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import jax
import jax.numpy as jnp
from jax.sharding import Mesh, NamedSharding, PartitionSpec


# %% function
def f(key, rows):
    return jax.random.bernoulli(key, 0.5, rows.shape) & (rows > 0)


# %% ask
def ask(f, seed, size):
    mesh = Mesh(jax.devices(), ("rows",))
    split, whole = (NamedSharding(mesh, PartitionSpec(axis)) for axis in ("rows", None))
    of_weight, of_mask = jax.random.split(jax.random.key(seed))
    weight = jax.device_put(jax.random.normal(of_weight, (4, 4)), whole)
    halves = f(of_mask, jax.device_put(jnp.ones((2, size)), split)).addressable_shards
    copies = weight.addressable_shards
    return {"weights": [c.data for c in copies], "masks": [h.data[0] for h in halves]}
