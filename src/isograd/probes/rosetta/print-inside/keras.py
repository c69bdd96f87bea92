"""Printing inside compiled code."""

import sys

import tensorflow as tf
from keras import ops


# %% snippet
@tf.function
def f(x):  # Keras leaves printing to its backend, here TensorFlow.
    tf.print("sum is", ops.sum(x), output_stream=sys.stdout)
    return x * 2


# %% ask
def ask(calls):
    for _ in range(calls):
        f(ops.array([1, 2, 3]))
    return {}
