"""Divide integers, one of them by zero."""

import tensorflow as tf


# %% function
def f(a, b):
    return a // b  # <-


# %% ask
def ask(f, numbers, divisors):
    return {"quotient": f(tf.constant(numbers), tf.constant(divisors))}
