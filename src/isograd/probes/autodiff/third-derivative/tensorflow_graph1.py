"""The third derivative of a function that the mode has compiled."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        y = tf.reduce_sum(tf.tanh(x))
        for _ in range(3):
            (y,) = tf.gradients(y, x)
        return {"third": session.run(y, {x: given})}
