"""A small network, converted to LiteRT."""

from pathlib import Path

import tensorflow as tf


# %% network
class Network(tf.Module):
    def __init__(self, weights):
        self.w = {name: tf.Variable(value) for name, value in weights.items()}

    def __call__(self, x):
        w = self.w
        x = tf.nn.conv2d(x, w["kernel"], 1, "VALID") + w["bias"]
        x = tf.nn.batch_normalization(x, w["mean"], w["variance"], w["shift"], w["scale"], 1e-5)
        x = tf.nn.max_pool2d(tf.nn.relu(x), 2, 2, "VALID")
        return tf.reduce_mean(x, [1, 2]) @ w["dense"] + w["offset"]


# %% ask
def ask(scratch, weights, images):
    network = Network(weights)
    exported = tf.function(network.__call__)
    concrete = exported.get_concrete_function(tf.TensorSpec([len(images), 8, 8, 1]))
    converter = tf.lite.TFLiteConverter.from_concrete_functions([concrete], network)
    Path(scratch, "model.tflite").write_bytes(converter.convert())
    return {}
