"""Gradient of the mean of ten squares, as the change that one step of fit makes to the weights."""

import keras
import numpy as np


# %% ask
def ask(x):
    model = keras.Sequential([keras.layers.Dense(len(x), use_bias=False)])
    model.build((None, 1))
    model.set_weights([np.array([x])])
    before = model.get_weights()[0]
    model.compile(optimizer=keras.optimizers.SGD(1.0), loss="mean_squared_error")
    model.fit(np.ones((1, 1)), np.zeros((1, len(x))), verbose=0)
    return {"gradient": (before - model.get_weights()[0])[0]}
