"""Gradient with respect to a parameter that the loss does not use."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(used, unused):
    with tf.Graph().as_default(), tf.Session() as session:
        used, unused = tf.constant(used), tf.constant(unused)
        first, second = tf.gradients(tf.reduce_sum(used**2), [used, unused])
        second = None if second is None else session.run(second)
        return {"used": session.run(first), "unused": second}
