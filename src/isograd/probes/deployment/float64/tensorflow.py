"""A small network in float64, in the framework's own saved form."""

import tensorflow as tf


# %% network
class Network(tf.Module):
    def __init__(self, weights):
        self.w = {name: tf.Variable(value, dtype=tf.float64) for name, value in weights.items()}

    def __call__(self, x):
        w = self.w
        x = tf.nn.conv2d(x, w["kernel"], 1, "VALID") + w["bias"]
        x = tf.nn.batch_normalization(x, w["mean"], w["variance"], w["shift"], w["scale"], 1e-5)
        x = tf.nn.max_pool2d(tf.nn.relu(x), 2, 2, "VALID")
        return tf.reduce_mean(x, [1, 2]) @ w["dense"] + w["offset"]


# %% ask
def ask(scratch, weights, images):
    network = Network(weights)
    spec = tf.TensorSpec([len(images), 8, 8, 1], tf.float64)
    network.serve = tf.function(network.__call__, input_signature=[spec])
    tf.saved_model.save(network, f"{scratch}/model")
    return {}
