"""Gradient of the squared absolute value of complex numbers."""

import tensorflow as tf
from keras import ops


# %% function
def f(z):
    return ops.sum(ops.abs(z) ** 2)


# %% ask
def ask(f, real, imaginary):
    z = tf.complex(tf.constant(real), tf.constant(imaginary))
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = f(z)
    gradient = tape.gradient(y, z).numpy()
    return {"real": gradient.real, "imaginary": gradient.imag}
