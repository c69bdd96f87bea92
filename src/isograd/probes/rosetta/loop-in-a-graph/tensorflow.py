"""Loop that stays a loop."""

import tensorflow as tf


# %% snippet
@tf.function
def f(x):
    return tf.while_loop(lambda x: tf.reduce_sum(x * x) > 1, lambda x: (x / 2,), (x,))[0]


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
