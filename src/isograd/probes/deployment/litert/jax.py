"""A small network, converted to LiteRT by way of TensorFlow."""

from pathlib import Path

import jax.numpy as jnp
import tensorflow as tf
from flax import nnx
from jax import lax
from jax.experimental import jax2tf


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
    exported = tf.function(jax2tf.convert(lambda x: network(w, x)), autograph=False)
    concrete = exported.get_concrete_function(tf.TensorSpec([len(images), 8, 8, 1]))
    converter = tf.lite.TFLiteConverter.from_concrete_functions([concrete], exported)
    Path(scratch, "model.tflite").write_bytes(converter.convert())
    return {}
