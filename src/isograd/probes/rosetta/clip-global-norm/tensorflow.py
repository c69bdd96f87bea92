"""Clipping by the global norm."""

import tensorflow as tf


# %% snippet
def train(w, t, steps):
    optimizer = tf.keras.optimizers.SGD(0.1, global_clipnorm=0.5)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum((w - t) ** 2)
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
    return w.numpy()


# %% ask
def ask(w, t):
    return {"w": train(tf.Variable(w), tf.constant(t), 3)}
