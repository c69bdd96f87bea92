"""Divide integers, one of them by zero, in a graph."""

import tensorflow.compat.v1 as tf


# %% function
def f(a, b):
    return a // b  # <-


# %% ask
def ask(f, numbers, divisors):
    with tf.Graph().as_default(), tf.Session() as session:
        a, b = tf.placeholder(tf.int32, [2]), tf.placeholder(tf.int32, [2])
        return {"quotient": session.run(f(a, b), {a: numbers, b: divisors})}
