"""Multiply matrices that do not fit, which the placeholders hide, and look into the frames."""

import traceback

import numpy as np
import tensorflow.compat.v1 as tf


# %% function
def f(x, w):
    hidden = 2 * x
    return hidden @ w


# %% ask
def ask(f, value):
    seen = []
    with tf.Graph().as_default(), tf.Session() as session:
        x, w = tf.placeholder(tf.float32), tf.placeholder(tf.float32)
        y = f(x, w)
        try:
            session.run(y, {x: np.full([2, 3], value), w: np.ones([2, 3])})
        except Exception as error:
            for frame, _ in traceback.walk_tb(error.__traceback__):
                if "hidden" in frame.f_locals:
                    seen.append(repr(frame.f_locals["hidden"]))
    return {"seen": seen}
