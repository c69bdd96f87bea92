"""Printing inside compiled code."""

import sys

import tensorflow as tf


# %% snippet
@tf.function
def f(x):
    tf.print("sum is", tf.reduce_sum(x), output_stream=sys.stdout)
    return x * 2


# %% ask
def ask(calls):
    for _ in range(calls):
        f(tf.constant([1, 2, 3]))
    return {}
