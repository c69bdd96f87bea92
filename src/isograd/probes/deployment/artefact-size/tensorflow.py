"""A dense layer in the framework's own saved form."""

import numpy as np
import tensorflow as tf


# %% ask
def ask(scratch, seed, width):
    model = tf.Module()
    model.matrix = tf.Variable(
        np.random.default_rng(seed).normal(size=(width, width)), dtype="float32"
    )
    spec = tf.TensorSpec([1, width])
    model.serve = tf.function(lambda x: x @ model.matrix, input_signature=[spec])
    tf.saved_model.save(model, f"{scratch}/model")
    return {}
