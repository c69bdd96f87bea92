"""Fit a model with dropout for one step, then call it."""

import keras
import numpy as np


# %% ask
def ask(values):
    dropout = keras.layers.Dropout(0.5)
    model = keras.Sequential([keras.Input([64]), dropout, keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(np.ones([4, 64]), np.ones([4, 1]), verbose=0)
    until_dropout = keras.Model(model.inputs, dropout.output)
    return {"output": until_dropout(np.array([values]))[0]}
