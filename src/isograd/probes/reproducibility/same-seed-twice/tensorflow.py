"""Train a small network with dropout twice from one seed, and once from another."""

import tensorflow as tf


# %% function
def f(x, y, w1, w2):
    hidden = tf.nn.dropout(tf.nn.relu(x @ w1), 0.5)
    return tf.reduce_mean((hidden @ w2 - y) ** 2)


# %% ask
def train(f, seed, x, y):
    tf.random.set_seed(seed)
    weights = [tf.Variable(tf.random.normal([4, 16])), tf.Variable(tf.random.normal([16, 1]))]
    optimizer = tf.keras.optimizers.Adam(0.01)
    losses = []
    for _ in range(20):
        with tf.GradientTape() as tape:
            loss = f(x, y, *weights)
        optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        losses.append(float(loss))
    return losses


def ask(f, seed, x, y):
    x, y = tf.constant(x), tf.constant(y)
    first, again = train(f, seed, x, y), train(f, seed, x, y)
    return {"first": first, "again": again, "other": train(f, seed + 1, x, y)}
