"""Draw twice in one graph."""

import tensorflow as tf

v1 = tf.compat.v1


# %% ask
def ask(seed, size):
    with tf.Graph().as_default(), v1.Session() as session:
        v1.set_random_seed(seed)
        draws = session.run([v1.random_uniform([size]), v1.random_uniform([size])])
    return {"draws": draws}
