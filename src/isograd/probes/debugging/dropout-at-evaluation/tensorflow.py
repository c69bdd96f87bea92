"""Train a model with dropout for one step, then call it."""

import tensorflow as tf


# %% ask
def ask(values):
    scale = tf.Variable([1.0])
    dropout = tf.keras.layers.Dropout(0.5)
    optimizer = tf.keras.optimizers.SGD(0.1)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(dropout(tf.ones(8), training=True) * scale)
    optimizer.apply_gradients([(tape.gradient(loss, scale), scale)])
    return {"output": dropout(tf.constant(values))}
