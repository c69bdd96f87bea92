"""Mean squared error of outputs [n, 1] against targets [n], as compile and evaluate take it."""

import keras
import numpy as np


# %% ask
def ask(predictions, targets):
    model = keras.Sequential([keras.Input([1]), keras.layers.Identity()])
    model.compile(loss="mse")
    x, y = np.reshape(predictions, [-1, 1]), np.array(targets)
    return {"loss": model.evaluate(x, y, verbose=0)}  # <-
