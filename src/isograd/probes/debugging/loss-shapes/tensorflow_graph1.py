"""Mean squared error of [n, 1] against [n] in a graph."""

import tensorflow.compat.v1 as tf


# %% function
def f(prediction, target):
    return tf.losses.mean_squared_error(target, prediction)  # <-


# %% ask
def ask(f, predictions, targets):
    with tf.Graph().as_default(), tf.Session() as session:
        loss = f(tf.reshape(tf.constant(predictions), [-1, 1]), tf.constant(targets))
        return {"loss": session.run(loss)}
