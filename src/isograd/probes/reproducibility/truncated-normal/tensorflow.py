"""Initialise a large weight with a truncated normal of a given deviation."""

import tensorflow as tf


# %% ask
def ask(seed, deviation):
    tf.random.set_seed(seed)
    return {"draws": tf.random.truncated_normal([200, 200], stddev=deviation).numpy()}
