"""Multiply matrices that do not fit, and look into the frames of the error."""

import traceback

import tensorflow as tf


# %% function
def f(x, w):
    hidden = 2 * x
    return hidden @ w


# %% ask
def ask(f, value):
    seen = []
    try:
        f(tf.fill([2, 3], value), tf.ones([2, 3]))
    except Exception as error:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if "hidden" in frame.f_locals:
                seen.append(repr(frame.f_locals["hidden"]))
    return {"seen": seen}
