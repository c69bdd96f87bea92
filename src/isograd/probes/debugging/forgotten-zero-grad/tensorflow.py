"""Two backward passes of the same loss; the gradient of the second."""

import tensorflow as tf


# %% ask
def ask(values):
    w = tf.Variable(values)
    for _ in range(2):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(w * w)
        gradient = tape.gradient(loss, w)
    return {"gradient": gradient}
