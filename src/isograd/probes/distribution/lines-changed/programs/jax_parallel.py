"""Gradient descent on the mean square, eight rows a step."""

import json
from pathlib import Path

import jax
import jax.numpy as jnp
from jax.sharding import Mesh, NamedSharding, PartitionSpec

given = json.loads(Path("given.json").read_text())
mesh = Mesh(jax.devices(), ("rows",))
weight = jax.device_put(jnp.array(given["start"]), NamedSharding(mesh, PartitionSpec()))
data = jnp.array(given["x"]), jnp.array(given["y"])


@jax.jit
def step(weight, x, y):
    gradient = jax.grad(lambda w: jnp.mean((x @ w - y) ** 2))(weight)
    return weight - given["rate"] * gradient


for first in range(0, 32, 8):
    x, y = (part[first : first + 8] for part in data)
    weight = step(weight, *jax.device_put((x, y), NamedSharding(mesh, PartitionSpec("rows"))))
Path("found.json").write_text(json.dumps(weight.tolist()))
