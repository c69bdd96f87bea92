"""Freezing a layer."""

import tensorflow as tf


# %% snippet
def freeze(layer):
    layer.trainable = False


# %% ask
import numpy as np


def ask(x):
    layers = [tf.keras.layers.Dense(2), tf.keras.layers.Dense(1)]
    model = tf.keras.Sequential([tf.keras.Input((3,)), *layers])
    freeze(layers[0])
    before = [layer.get_weights()[0] for layer in layers]
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(model(tf.constant(x)) ** 2)
    gradients = tape.gradient(loss, model.trainable_variables)
    tf.keras.optimizers.SGD(0.1).apply_gradients(zip(gradients, model.trainable_variables))
    after = [layer.get_weights()[0] for layer in layers]
    return {"changed": [int(not np.array_equal(a, b)) for a, b in zip(after, before)]}
