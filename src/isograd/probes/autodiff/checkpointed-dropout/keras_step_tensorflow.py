"""Dropout inside a recomputed segment: output and gradient."""

import keras
import tensorflow as tf


# %% function
def f(x):
    dropout = keras.layers.Dropout(0.5)
    return keras.remat(lambda x: dropout(x, training=True))(x)


# %% ask
def ask(f, x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return {"output": y.numpy(), "gradient": tape.gradient(y, x).numpy()}
