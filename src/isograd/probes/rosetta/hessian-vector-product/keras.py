"""Hessian times a vector."""

import tensorflow as tf


# %% snippet
def f(x, v):  # Keras leaves derivatives to its backend, here TensorFlow.
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = tf.reduce_sum(x**3)
        gradient = inner.gradient(y, x)
    return outer.gradient(gradient, x, output_gradients=v)


# %% ask
def ask(x, v):
    return {"y": f(tf.constant(x), tf.constant(v))}
