"""One-hot encoding."""

import tensorflow as tf


# %% snippet
def f(labels):
    return tf.one_hot(labels, 4)


# %% ask
def ask(labels):
    return {"y": f(tf.constant(labels))}
