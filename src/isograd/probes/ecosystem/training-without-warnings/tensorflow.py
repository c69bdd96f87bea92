"""A small model is trained, saved and loaded while every warning is noted."""

import warnings

import tensorflow as tf


# %% function
def train(x, y, scratch):
    layers = [tf.keras.layers.Dense(4, "tanh"), tf.keras.layers.Dense(1)]
    model = tf.keras.Sequential([tf.keras.Input((3,)), *layers])
    optimizer = tf.keras.optimizers.Adam(0.05)
    losses = []
    for _ in range(20):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x) - y) ** 2)
        weights = model.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        losses.append(float(loss))
    file = tf.train.Checkpoint(model).write(f"{scratch}/weights")
    tf.train.Checkpoint(model).read(file)
    return losses


# %% ask
def ask(x, y, scratch):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        losses = train(tf.constant(x), tf.constant(y), scratch)
    return {"losses": [losses[0], losses[-1]], "warned": [str(one.message) for one in caught]}
