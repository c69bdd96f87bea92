"""Draw a million events of a usual probability, and many millions of a tiny one."""

import tensorflow as tf


# %% function
def events(probability):
    return int(tf.math.count_nonzero(tf.random.uniform([10**6]) < probability))


# %% ask
def ask(seed, often, rare, millions):
    tf.random.set_seed(seed)
    return {"often": events(often), "rare": sum(events(rare) for _ in range(millions))}
