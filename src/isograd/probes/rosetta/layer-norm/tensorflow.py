"""Layer normalisation."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.keras.layers.LayerNormalization(epsilon=1e-5)(x)


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
