"""Accumulated gradients."""

import tensorflow as tf


# %% snippet
def train(w, t, steps):
    optimizer = tf.keras.optimizers.SGD(0.1)
    total = tf.zeros_like(w)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum((w - t) ** 2)
        total += tape.gradient(loss, w)
    optimizer.apply_gradients([(total / steps, w)])
    return w.numpy()


# %% ask
def ask(w, t):
    return {"w": train(tf.Variable(w), tf.constant(t), 2)}
