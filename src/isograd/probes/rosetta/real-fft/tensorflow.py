"""Fourier transform of real numbers."""

import tensorflow as tf


# %% snippet
def f(x):
    return tf.abs(tf.signal.rfft(x))


# %% ask
def ask(x):
    return {"y": f(tf.constant(x))}
