"""Value and gradient together."""

import tensorflow as tf


# %% snippet
def f(x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        value = tf.reduce_sum(x**2)
    return value, tape.gradient(value, x)


# %% ask
def ask(x):
    value, gradient = f(tf.constant(x))
    return {"value": value, "gradient": gradient}
