"""Embedding."""

import keras


# %% snippet
def f(table, tokens):
    layer = keras.layers.Embedding(*table.shape)
    layer.build()
    layer.set_weights([table])
    return layer(tokens)


# %% ask
import numpy as np


def ask(table, tokens):
    return {"y": f(np.array(table), np.array(tokens))}
