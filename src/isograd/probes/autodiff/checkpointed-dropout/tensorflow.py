"""Dropout inside a recomputed segment: output and gradient."""

import tensorflow as tf


# %% function
def f(x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.recompute_grad(lambda x: tf.nn.dropout(x, 0.5))(x)
    return y, tape.gradient(y, x)


# %% ask
def ask(f, x):
    output, gradient = f(tf.constant(x))
    return {"output": output.numpy(), "gradient": gradient.numpy()}
