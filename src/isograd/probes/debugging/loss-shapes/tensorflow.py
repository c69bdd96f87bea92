"""Mean squared error of [n, 1] against [n]."""

import tensorflow as tf


# %% function
def f(prediction, target):
    return tf.keras.losses.MeanSquaredError()(target, prediction)  # <-


# %% ask
def ask(f, predictions, targets):
    loss = f(tf.reshape(tf.constant(predictions), [-1, 1]), tf.constant(targets))
    return {"loss": loss}
