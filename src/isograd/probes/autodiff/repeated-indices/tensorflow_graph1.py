"""Gradient of a gather that takes some entries several times."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x, places, w):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        y = tf.reduce_sum(w * tf.gather(x, places))
        (gradient,) = tf.gradients(y, x)
        gradient = tf.convert_to_tensor(gradient)
        return {"gradient": session.run(gradient, {x: given})}
