"""Gradient of the squared absolute value of complex numbers."""

import tensorflow as tf


# %% function
def f(z):
    with tf.GradientTape() as tape:
        tape.watch(z)
        y = tf.reduce_sum(tf.abs(z) ** 2)
    return tape.gradient(y, z)


# %% ask
def ask(f, real, imaginary):
    gradient = f(tf.complex(tf.constant(real), tf.constant(imaginary))).numpy()
    return {"real": gradient.real, "imaginary": gradient.imag}
