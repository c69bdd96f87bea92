"""Normal random numbers."""

import tensorflow as tf


# %% snippet
def draw(seed, count):
    return tf.random.stateless_normal((count,), seed=(seed, 0))


# %% ask
def ask(seed, count):
    return {"x": draw(seed, count)}
