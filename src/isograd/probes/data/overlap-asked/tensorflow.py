"""A data set that prefetches."""

import time

import tensorflow as tf


# %% ask
def ask(batches, pause):
    def slow():
        for place in range(batches):
            time.sleep(pause)
            yield place

    rows = tf.data.Dataset.from_generator(slow, output_signature=tf.TensorSpec((), tf.int64))
    times = []
    for _ in rows.prefetch(2):
        times.append(time.perf_counter())
        time.sleep(pause)
    return {"seconds": time.perf_counter() - times[0], "batches": len(times)}
