"""Overwrite a variable of Keras between the two passes, which TensorFlow carries out."""

import keras
import tensorflow as tf
from keras import ops


# %% ask
def ask(values):
    w = keras.Variable(values)
    with tf.GradientTape() as tape:
        loss = ops.sum(w * w)
    w.assign(10 * w)  # <-
    return {"gradient": tape.gradient(loss, w.value)}
