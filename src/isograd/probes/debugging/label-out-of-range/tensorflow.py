"""Cross-entropy with a label beyond the last class."""

import tensorflow as tf


# %% function
def f(logits, labels):
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)  # <-


# %% ask
def ask(f, logits, labels):
    return {"loss": f(tf.constant(logits), tf.constant(labels))}
