"""Stopped gradient."""

import tensorflow as tf
from keras import ops


# %% snippet
def f(x):  # Keras leaves derivatives to its backend, here TensorFlow.
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = ops.sum(x * ops.stop_gradient(x))
    return tape.gradient(y, x)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
