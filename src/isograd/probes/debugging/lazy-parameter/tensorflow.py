"""Count the parameters of a layer before its first call."""

import tensorflow as tf


# %% ask
def ask(width):
    layer = tf.keras.layers.Dense(width)
    count = sum(tf.size(variable) for variable in layer.trainable_variables)  # <-
    return {"count": count}
