"""Time a scattered sum before the switch is set and after; there is no way to unset it."""

import time

import numpy as np
import tensorflow as tf


# %% function
def timed(times, index, x):
    seconds, sums = [], []
    for _ in range(times + 1):
        begin = time.perf_counter()
        sums.append(tf.math.unsorted_segment_sum(x, index, 16).numpy())
        seconds.append(time.perf_counter() - begin)
    return seconds[1:], sums[1:]  # the first one starts the kernel


# %% ask
def ask(seed, times):
    generator = np.random.default_rng(seed)
    index = tf.constant(generator.integers(16, size=200_000))
    x = tf.constant(generator.random(200_000, "float32"))
    off, _ = timed(times, index, x)
    tf.config.experimental.enable_op_determinism()
    on, sums = timed(times, index, x)
    return {"sums": sums, "on": on, "off": off}
