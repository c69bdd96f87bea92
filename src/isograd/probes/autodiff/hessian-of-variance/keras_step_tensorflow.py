"""The Hessian of a variance."""

import tensorflow as tf
from keras import ops


# %% function
def f(x):
    with tf.GradientTape() as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            _, variance = ops.moments(x, axes=[0])
        gradient = inner.gradient(variance, x)
    return outer.jacobian(gradient, x)


# %% ask
def ask(f, x):
    return {"hessian": f(tf.constant(x)).numpy()}
