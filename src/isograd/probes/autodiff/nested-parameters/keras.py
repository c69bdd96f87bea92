"""Gradient with respect to nested parameters."""

import tensorflow as tf
from keras import Variable, ops


# %% function
def loss(p):
    b, scales = p["layer"]["b"], p["scales"]
    return ops.sum(p["layer"]["w"] ** 2) + b * scales[0] * scales[1]


# %% ask
def ask(w, b, scales):
    scales = [Variable(scale) for scale in scales]
    p = {"layer": {"w": Variable(w), "b": Variable(b)}, "scales": scales}
    with tf.GradientTape() as tape:
        y = loss(p)
    g = tape.gradient(y, p)
    layer = g["layer"]
    return {"w": layer["w"].numpy(), "b": layer["b"].numpy(), "scale": g["scales"][0].numpy()}
