"""Count the lines of a layer at which a debugger is told to stop during fit."""

import sys

import keras
import numpy as np


# %% layer
class Square(keras.layers.Layer):
    def call(self, x):
        y = 2 * x
        z = y + 1
        return z * z


# %% ask
def ask(calls):
    lines = []

    def debugger(frame, event, argument):
        if (frame.f_code.co_filename, frame.f_code.co_name) == (__file__, "call"):
            if event == "line":
                lines.append(frame.f_lineno)
            return debugger

    x = np.ones([calls, 3], "float32")
    model = keras.Sequential([keras.Input([3]), Square(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    sys.settrace(debugger)
    try:
        model.fit(x, np.ones([calls, 1]), batch_size=1, verbose=0)
    finally:
        sys.settrace(None)
    return {"lines": len(lines)}
