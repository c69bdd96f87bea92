"""Add up the losses of a loop, and measure by how much the process has grown."""

import os
from pathlib import Path

import tensorflow as tf


# %% ask
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def ask(steps, megabytes):
    w = tf.Variable([1.0])
    total, before = 0.0, None
    for _ in range(steps + 1):
        x = tf.ones(megabytes * 2**18)
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(w * x)
        tape.gradient(loss, w)
        total += loss
        before = before or resident()  # after the first step
    return {"bytes": resident() - before, "total": total}
