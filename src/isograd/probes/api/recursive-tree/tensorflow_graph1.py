"""A binary tree, whose nodes are computed by recursion, in a graph."""

import tensorflow.compat.v1 as tf


# %% model
def node(w, x, i):
    if 2 * i + 1 >= w.shape[0]:  # a leaf
        return tf.tanh(w[i] * x)
    return tf.tanh(w[i] * (node(w, x, 2 * i + 1) + node(w, x, 2 * i + 2)))


# %% ask
def ask(w, x):
    with tf.Graph().as_default(), tf.Session() as session:
        given = tf.placeholder(tf.float32, [3])
        root = node(tf.constant(w), given, 0)
        return {"root": session.run(root, {given: x})}
