"""Memory that a forward pass leaves for the gradient, with and without recomputation."""

import ctypes
import resource
from pathlib import Path

import tensorflow as tf


# %% function
def segment(x):
    for _ in range(8):
        x = tf.sin(x)
    return x


def chain(x, recompute):
    for _ in range(10):
        x = tf.recompute_grad(segment)(x) if recompute else segment(x)
    return tf.reduce_sum(x)


def memory():
    ctypes.CDLL(None).malloc_trim(0)  # what was freed goes back to the system
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


# %% ask
def forward(x, recompute):
    before = memory()
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = chain(x, recompute)
    return tape, y, memory() - before


def ask(start, size):
    forward(tf.ones(2), True)
    x = tf.linspace(start, 1.0, size)
    tape, y, held = forward(x, True)
    _, _, plain = forward(x, False)
    return {"gradient": tape.gradient(y, x).numpy()[0], "held": held / plain}
