"""Count the lines of a function at which a debugger is told to stop."""

import sys

from keras import ops


# %% function
def f(x):
    y = 2 * x
    z = y + 1
    return z * z


# %% ask
def ask(f, calls):
    lines = []

    def debugger(frame, event, argument):
        if (frame.f_code.co_filename, frame.f_code.co_name) == (__file__, "f"):
            if event == "line":
                lines.append(frame.f_lineno)
            return debugger

    for _ in range(calls):
        sys.settrace(debugger)
        try:
            f(ops.ones(3))
        finally:
            sys.settrace(None)
    return {"lines": len(lines)}
