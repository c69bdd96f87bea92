"""Derivative along one direction of a long chain, and the memory that it takes."""

import resource

import tensorflow as tf
from keras import ops


# %% function
def derivative(x):
    with tf.autodiff.ForwardAccumulator(x, tf.ones_like(x)) as accumulator:
        for _ in range(80):
            x = ops.sin(x)
    return accumulator.jvp(x)


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


# %% ask
def ask(start, size):
    derivative(ops.ones(2))
    x = ops.linspace(start, 1.0, size)
    before = peak()
    found = ops.convert_to_numpy(derivative(x))
    return {"derivative": found[0], "held": (peak() - before) / (4 * size)}
