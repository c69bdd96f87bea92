"""Maximum pooling."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.nn.max_pool2d(x, 2, 2, "VALID")


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
