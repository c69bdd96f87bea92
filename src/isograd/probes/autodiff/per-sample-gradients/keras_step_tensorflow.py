"""The gradient of every example's own loss."""

import tensorflow as tf
from keras import ops


# %% function
def f(w, x, y):
    with tf.GradientTape() as tape:
        tape.watch(w)
        losses = (ops.matmul(x, w) - y) ** 2
    return tape.jacobian(losses, w)


# %% ask
def ask(f, w, x, y):
    return {"gradients": f(tf.constant(w), tf.constant(x), tf.constant(y)).numpy()}
