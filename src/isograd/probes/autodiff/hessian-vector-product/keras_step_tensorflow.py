"""The product of a Hessian with a vector, without the Hessian."""

import tensorflow as tf
from keras import ops


# %% function
def f(x, v):
    with tf.autodiff.ForwardAccumulator(x, v) as accumulator:
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = ops.sum(ops.sin(x)) * ops.sum(ops.exp(x))
        gradient = tape.gradient(y, x)
    return accumulator.jvp(gradient)


# %% ask
def ask(f, x, v):
    return {"product": f(tf.constant(x), tf.constant(v)).numpy()}
