"""Gradient in float16 that is too small on its way and in range at its end."""

import tensorflow as tf


# %% function
def f(x, large, small):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(x * large * small * small)
    return tape.gradient(y, x)


# %% ask
def ask(f, x, large, small):
    given = [tf.constant(value, tf.float16) for value in (x, large, small)]
    return {"gradient": f(*given).numpy()}
