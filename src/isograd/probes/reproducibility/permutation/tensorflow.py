"""Shuffle four numbers many times."""

import tensorflow as tf


# %% ask
def ask(seed, times):
    tf.random.set_seed(seed)
    return {"orders": [tf.random.shuffle(tf.range(4)).numpy() for _ in range(times)]}
