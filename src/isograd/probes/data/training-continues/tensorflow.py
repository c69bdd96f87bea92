"""Weight and optimiser are saved, made anew and loaded in the middle of a training."""

import tensorflow as tf


# %% function
def build():
    return tf.Variable(tf.zeros((3, 1))), tf.keras.optimizers.Adam(0.1, epsilon=1e-8)


def train(weight, optimizer, x, y, steps):
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((x @ weight - y) ** 2)
        optimizer.apply_gradients([(tape.gradient(loss, weight), weight)])


# %% ask
def ask(x, y, before, after, scratch):
    x, y = tf.constant(x), tf.constant(y)
    weight, optimizer = build()
    train(weight, optimizer, x, y, before)
    file = tf.train.Checkpoint(weight=weight, optimizer=optimizer).write(f"{scratch}/checkpoint")

    weight, optimizer = build()
    tf.train.Checkpoint(weight=weight, optimizer=optimizer).read(file)
    train(weight, optimizer, x, y, after)
    return {"weight": tf.reshape(weight, [-1]).numpy()}
