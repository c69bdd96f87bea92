"""Draw from one seed in float32 and in float64."""

import tensorflow as tf


# %% ask
def ask(seed, size):
    tf.random.set_seed(seed)
    single = tf.random.normal([size], dtype=tf.float32)
    tf.random.set_seed(seed)
    double = tf.random.normal([size], dtype=tf.float64)
    return {"float32": single.numpy(), "float64": double.numpy()}
