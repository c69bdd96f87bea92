"""Stop inside a function at every call and look at a local variable."""

import sys

import paddle


# %% function
def f(x):
    y = 2 * x
    breakpoint()
    return y


# %% ask
def ask(f, values):
    seen = []

    def look():
        frame = sys._getframe(1)
        while frame and "y" not in frame.f_locals:
            frame = frame.f_back  # the debugger's "up"
        seen.append(repr(frame and frame.f_locals["y"]))

    sys.breakpointhook = look
    try:
        for value in values:
            f(paddle.to_tensor([value]))
    finally:
        sys.breakpointhook = sys.__breakpointhook__
    return {"seen": seen}
