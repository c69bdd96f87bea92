"""Two gradients from one forward pass."""

import tensorflow.compat.v1 as tf


# %% ask
def ask(x):
    with tf.Graph().as_default(), tf.Session() as session:
        given, x = x, tf.placeholder(tf.float32, [len(x)])
        y = tf.reduce_sum(tf.exp(x))
        both = tf.gradients(y, x) + tf.gradients(y, x)
        first, second = session.run(both, {x: given})
    return {"first": first, "second": second}
