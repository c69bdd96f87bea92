"""A gate that opens by a step function with a surrogate gradient, in a graph."""

import tensorflow.compat.v1 as tf


# %% model
@tf.custom_gradient
def spike(x):
    def gradient(upstream):
        return upstream / (1 + tf.abs(x)) ** 2

    return tf.cast(x > 0, x.dtype), gradient


# %% ask
def ask(x, c):
    with tf.Graph().as_default(), tf.Session() as session:
        given = tf.placeholder(tf.float32, [None])
        made = given * spike(given)
        (gradient,) = tf.gradients(tf.reduce_sum(made * c), given)
        value, slope = session.run([made, gradient], {given: x})
    return {"value": value, "gradient": slope}
