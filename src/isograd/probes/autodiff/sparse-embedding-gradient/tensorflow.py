"""How many rows the gradient of an embedding table holds."""

import tensorflow as tf


# %% function
def f(table, words):
    with tf.GradientTape() as tape:
        tape.watch(table)
        y = tf.reduce_sum(tf.nn.embedding_lookup(table, words))
    return tape.gradient(y, table)


# %% ask
def ask(f, rows, words):
    gradient = f(tf.ones((rows, 4)), tf.constant(words))
    held = gradient.values if isinstance(gradient, tf.IndexedSlices) else gradient
    return {"held": len(held), "total": tf.reduce_sum(held).numpy()}
