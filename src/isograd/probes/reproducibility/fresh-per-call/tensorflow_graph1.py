"""Add noise at each of several runs of one graph."""

import tensorflow as tf

v1 = tf.compat.v1


# %% ask
def ask(seed, calls):
    with tf.Graph().as_default(), v1.Session() as session:
        v1.set_random_seed(seed)
        noisy = tf.zeros(3) + v1.random_uniform([3])
        return {"draws": [session.run(noisy) for _ in range(calls)]}
