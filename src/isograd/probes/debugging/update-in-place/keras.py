"""Subtract from a variable by its local name, and look whether the layer moved."""

import keras


# %% ask
def ask(width, step):
    model = keras.layers.Dense(1, use_bias=False)
    model.build([None, width])
    before = model.kernel.numpy()
    kernel = model.kernel
    kernel -= step  # <-
    return {"moved": (before - model.kernel.numpy()).ravel()}
