"""Fit an embedding to indices, one of them beyond its end."""

import keras
import numpy as np


# %% ask
def ask(values, indices):
    model = keras.Sequential(
        [keras.Input([], dtype="int32"), keras.layers.Embedding(len(values), 1)]
    )
    model.compile("sgd", "mse")
    x = np.array(indices)
    model.fit(x, np.ones([2, 1]), verbose=0)  # <-
    return {"taken": keras.ops.convert_to_numpy(model(x)).ravel()}
