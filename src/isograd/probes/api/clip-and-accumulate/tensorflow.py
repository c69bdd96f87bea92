"""A training step: the gradients of two micro-batches, added up and clipped by hand."""

import numpy as np
import tensorflow as tf


# %% model
def step(model, x, y, rate, limit):
    weights = model.trainable_variables
    gradients = [tf.zeros_like(w) for w in weights]
    for part, target in zip(tf.split(x, 2), tf.split(y, 2)):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(part) - target) ** 2) / 2
        gradients = [a + b for a, b in zip(gradients, tape.gradient(loss, weights))]
    norm = tf.sqrt(sum(tf.reduce_sum(g**2) for g in gradients))
    for w, g in zip(weights, gradients):
        w.assign_sub(rate * g * tf.minimum(limit / norm, 1))


# %% ask
def ask(x, y, w, rate, limit):
    model = tf.keras.Sequential([tf.keras.Input([3]), tf.keras.layers.Dense(1, use_bias=False)])
    model.set_weights([np.array(w)])
    step(model, tf.constant(x), tf.constant(y), rate, limit)
    return {"w": model.get_weights()[0]}
