"""Restore a checkpoint that lacks one variable."""

import tensorflow as tf


# %% ask
def ask(name, scratch):
    saved = tf.train.Checkpoint(first=tf.Variable(tf.ones(3)))
    path = saved.save(scratch + "/state")
    model = tf.train.Checkpoint(first=tf.Variable(tf.zeros(3)), **{name: tf.Variable(0.0)})
    model.restore(path)  # <-
    return {}
