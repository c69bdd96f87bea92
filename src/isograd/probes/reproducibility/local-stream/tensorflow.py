"""Draw from the global stream, and again with draws of a generator of one's own in between."""

import tensorflow as tf


# %% function
def public():
    return tf.random.normal([20]).numpy()


def private(seed):
    return tf.random.Generator.from_seed(seed).normal([20]).numpy()


# %% ask
def ask(seed, mine):
    tf.random.set_seed(seed)
    first = [public(), public()]
    tf.random.set_seed(seed)
    before, made, after = public(), private(mine), public()
    return {"first": first, "again": [before, after], "mine": made, "mine_again": private(mine)}
