"""The Hessian of the logarithm of a sum of exponentials."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x, matrix):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        y = tf.math.log(tf.reduce_sum(tf.exp(tf.linalg.matvec(tf.constant(matrix), x))))
        (hessian,) = tf.hessians(y, x)
        return {"hessian": session.run(hessian, {x: given})}
