"""Weights and momentum are split over two devices: their sharding says so."""

import os

os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=2"

import jax
import jax.numpy as jnp
from jax.sharding import Mesh, NamedSharding, PartitionSpec


# %% function
def f(weight, velocity, x, y, rate):
    gradient = jax.grad(lambda w: jnp.mean((x @ w - y) ** 2))(weight)
    velocity = 0.9 * velocity + gradient
    return weight - rate * velocity, velocity


# %% ask
def ask(f, start, batches, targets, rate):
    split = NamedSharding(Mesh(jax.devices(), ("shards",)), PartitionSpec("shards"))
    weight = jax.device_put(jnp.array(start), split)
    velocity = jax.device_put(jnp.zeros_like(weight), split)
    for x, y in zip(batches, targets):
        x, y = jax.device_put((jnp.array(x), jnp.array(y)), split)
        weight, velocity = f(weight, velocity, x, y, rate)
    held = sum(part.addressable_shards[0].data.nbytes for part in (weight, velocity))
    return {"weight": weight, "held": held / (weight.nbytes + velocity.nbytes)}
