"""Stop inside a function at every call and look at a local variable."""

import sys

from keras import ops


# %% function
def f(x):
    y = 2 * x
    breakpoint()
    return y


# %% ask
def ask(f, values):
    seen = []

    def look():
        seen.append(repr(sys._getframe(1).f_locals["y"]))

    sys.breakpointhook = look
    try:
        for value in values:
            f(ops.array([value], "float32"))
    finally:
        sys.breakpointhook = sys.__breakpointhook__
    return {"seen": seen}
