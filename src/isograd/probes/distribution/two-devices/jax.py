"""Each of two devices of one process works on half of every batch: jit over a sharded array."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import jax
import jax.numpy as jnp
from jax.sharding import Mesh, NamedSharding, PartitionSpec


# %% function
def f(weight, x, y, rate):
    gradient = jax.grad(lambda w: jnp.mean((x @ w - y) ** 2))(weight)
    return weight - rate * gradient


# %% ask
def ask(f, start, batches, targets, rate):
    mesh = Mesh(jax.devices(), ("rows",))
    split = NamedSharding(mesh, PartitionSpec("rows"))
    weight = jax.device_put(jnp.array(start), NamedSharding(mesh, PartitionSpec()))
    weights = []
    for x, y in zip(batches, targets):
        x, y = jax.device_put((jnp.array(x), jnp.array(y)), split)
        weight = f(weight, x, y, rate)
        weights.append(weight)
    halves = [shard.device for shard in x.addressable_shards if len(shard.data) == len(x) // 2]
    return {"weights": weights, "devices": len(set(halves))}
