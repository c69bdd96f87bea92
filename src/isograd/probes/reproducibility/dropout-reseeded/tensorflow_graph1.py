"""Apply dropout, once more, and again in a new session of the seeded graph."""

import tensorflow as tf

v1 = tf.compat.v1


# %% ask
def ask(seed, x):
    with tf.Graph().as_default():
        v1.set_random_seed(seed)
        dropped = v1.nn.dropout(tf.constant(x), rate=0.5)
        with v1.Session() as session:
            first = session.run(dropped)
            other = session.run(dropped)
        with v1.Session() as session:
            again = session.run(dropped)
    return {"first": first, "other": other, "again": again}
