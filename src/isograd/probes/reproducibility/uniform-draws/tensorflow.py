"""Draw many uniform numbers; some are looked at, and the largest of all."""

import tensorflow as tf


# %% function
def f(x):
    return tf.random.uniform(tf.shape(x))


# %% ask
def ask(f, seed):
    tf.random.set_seed(seed)
    draws = f(tf.zeros(2**24))
    return {"draws": draws[:20_000].numpy(), "largest": float(tf.reduce_max(draws))}
