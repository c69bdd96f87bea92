"""Build a dense layer twice after seeding, and once more after the same seed."""

import tensorflow as tf


# %% function
def weights():
    layer = tf.keras.layers.Dense(4)
    layer.build([None, 8])
    return layer.kernel.numpy()


# %% ask
def ask(seed):
    tf.random.set_seed(seed)
    first, other = weights(), weights()
    tf.random.set_seed(seed)
    return {"first": first, "other": other, "again": weights()}
