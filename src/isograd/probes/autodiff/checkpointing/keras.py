"""Memory that a forward pass leaves for the gradient, with and without recomputation."""

import resource
from pathlib import Path

import keras
import tensorflow as tf
from keras import ops


# %% function
def segment(x):
    for _ in range(8):
        x = ops.sin(x)
    return x


def chain(x, recompute):
    for _ in range(10):
        x = keras.remat(segment)(x) if recompute else segment(x)
    return ops.sum(x)


def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


# %% ask
def measured(x, recompute):
    before = memory()
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = chain(x, recompute)
    held = memory() - before
    return tape.gradient(y, x), held


def ask(start, size):
    measured(tf.ones(2), True)
    x = tf.linspace(start, 1.0, size)
    gradient, held = measured(x, True)
    _, plain = measured(x, False)
    return {"gradient": gradient.numpy()[0], "held": held / plain}
