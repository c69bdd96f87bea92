"""Einstein summation."""

import tensorflow as tf


# %% snippet
def f(x, y):
    return tf.einsum("bij,ji->b", x, y)


# %% ask
def ask(x, y):
    return {"y": f(tf.constant(x), tf.constant(y))}
