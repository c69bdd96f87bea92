"""Fit a convolution to images that have no batch axis."""

import keras
import numpy as np


# %% ask
def ask(size, channels):
    model = keras.Sequential([keras.layers.Conv2D(4, 3)])
    model.compile("sgd", "mse")
    x = np.ones([size, size, channels])
    model.fit(x, np.ones([size, 1]), verbose=0)  # <-
    return {"shape": list(model(x).shape)}
