"""Count the lines at which a debugger is told to stop while a graph is built and run."""

import sys

import tensorflow.compat.v1 as tf


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

    with tf.Graph().as_default(), tf.Session() as session:
        sys.settrace(debugger)
        try:
            y = f(tf.ones(3))
            for _ in range(calls):
                session.run(y)
        finally:
            sys.settrace(None)
    return {"lines": len(lines)}
