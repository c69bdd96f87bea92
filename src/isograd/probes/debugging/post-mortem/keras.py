"""Multiply matrices that do not fit, and look into the frames of the error."""

import traceback

from keras import ops


# %% function
def f(x, w):
    hidden = 2 * x
    return ops.matmul(hidden, w)


# %% ask
def ask(f, value):
    seen = []
    try:
        f(ops.full([2, 3], value), ops.ones([2, 3]))
    except Exception as error:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if "hidden" in frame.f_locals:
                seen.append(repr(frame.f_locals["hidden"]))
    return {"seen": seen}
