"""Derivative along one direction of a long chain, and the memory that it takes."""

import resource

import tensorflow as tf


# %% function
def derivative(x):
    with tf.autodiff.ForwardAccumulator(x, tf.ones_like(x)) as accumulator:
        for _ in range(80):
            x = tf.sin(x)
    return accumulator.jvp(x)


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


# %% ask
def ask(start, size):
    derivative(tf.ones(2))
    x = tf.linspace(start, 1.0, size)
    before = peak()
    found = derivative(x).numpy()
    return {"derivative": found[0], "held": (peak() - before) / (4 * size)}
