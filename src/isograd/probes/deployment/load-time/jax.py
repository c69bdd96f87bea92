"""A small network in the framework's own saved form."""

from pathlib import Path

import jax
import jax.numpy as jnp
from flax import nnx
from jax import export, lax


# %% network
def network(w, x):
    x = nnx.relu(batch_norm(w, conv(x, w["kernel"]) + w["bias"]))
    x = nnx.max_pool(x, window_shape=(2, 2), strides=(2, 2))
    return x.mean((1, 2)) @ w["dense"] + w["offset"]


def conv(x, kernel):
    layout = ("NHWC", "HWIO", "NHWC")
    return lax.conv_general_dilated(x, kernel, (1, 1), "VALID", dimension_numbers=layout)


def batch_norm(w, x):
    return (x - w["mean"]) * w["scale"] / jnp.sqrt(w["variance"] + 1e-5) + w["shift"]


# %% ask
def ask(scratch, weights, images):
    w = {name: jnp.array(value) for name, value in weights.items()}
    spec = jax.ShapeDtypeStruct((len(images), 8, 8, 1), jnp.float32)
    exported = export.export(jax.jit(lambda x: network(w, x)))(spec)
    Path(scratch, "model.bin").write_bytes(exported.serialize())
    return {}
