"""The Hessian of a variance."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        _, variance = tf.nn.moments(x, axes=[0])
        (hessian,) = tf.hessians(variance, x)
        return {"hessian": session.run(hessian, {x: given})}
