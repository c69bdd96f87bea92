"""Cross-entropy with a label beyond the last class, in a graph."""

import tensorflow.compat.v1 as tf


# %% function
def f(logits, labels):
    return tf.losses.sparse_softmax_cross_entropy(labels, logits)  # <-


# %% ask
def ask(f, logits, labels):
    with tf.Graph().as_default(), tf.Session() as session:
        x, y = tf.placeholder(tf.float32, [2, None]), tf.placeholder(tf.int32, [2])
        return {"loss": session.run(f(x, y), {x: logits, y: labels})}
