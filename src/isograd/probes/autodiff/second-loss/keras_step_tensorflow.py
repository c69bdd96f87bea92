"""Gradients of two losses, one after the other, nothing being reset between them."""

import keras
import tensorflow as tf
from keras import ops


# %% function
def f(x, c):
    with tf.GradientTape() as tape:
        y = ops.sum(c * x * x)
    return tape.gradient(y, x.value)


# %% ask
def ask(f, x, first, second):
    x = keras.Variable(x)
    f(x, ops.convert_to_tensor(first))
    return {"gradient": f(x, ops.convert_to_tensor(second)).numpy()}
