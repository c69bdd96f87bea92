"""Kullback–Leibler divergence."""

import tensorflow as tf


# %% snippet
def f(p, q):
    return tf.keras.losses.KLDivergence()(p, q)


# %% ask
def ask(p, q):
    return {"y": f(tf.constant(p), tf.constant(q))}
