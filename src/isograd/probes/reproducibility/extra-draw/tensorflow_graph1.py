"""Draw in a seeded graph, and once more with another draw in between."""

import tensorflow as tf

v1 = tf.compat.v1


# %% ask
def ask(seed, size):
    with tf.Graph().as_default():
        v1.set_random_seed(seed)
        draw, extra = v1.random_uniform([size]), v1.random_uniform([size, 2])
        with v1.Session() as session:
            first = session.run(draw)
        with v1.Session() as session:
            session.run(extra)
            again = session.run(draw)
    return {"first": first, "again": again}
