"""Time a scattered sum before the backend's switch is set and after; Keras has none of its own."""

import time

import numpy as np
import tensorflow as tf
from keras import ops


# %% function
def timed(times, index, x):
    seconds, sums = [], []
    for _ in range(times + 1):
        begin = time.perf_counter()
        sums.append(ops.convert_to_numpy(ops.segment_sum(x, index, 16)))
        seconds.append(time.perf_counter() - begin)
    return seconds[1:], sums[1:]  # the first one starts the kernel


# %% ask
def ask(seed, times):
    generator = np.random.default_rng(seed)
    index = ops.array(generator.integers(16, size=200_000))
    x = ops.array(generator.random(200_000, "float32"))
    off, _ = timed(times, index, x)
    tf.config.experimental.enable_op_determinism()
    on, sums = timed(times, index, x)
    return {"sums": sums, "on": on, "off": off}
