"""Freezing a layer."""

import keras


# %% snippet
def freeze(layer):
    layer.trainable = False  # before compile


# %% ask
import numpy as np


def ask(x):
    layers = [keras.layers.Dense(2), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((3,)), *layers])
    freeze(layers[0])
    before = [layer.get_weights()[0] for layer in layers]
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    model.fit(np.array(x), np.zeros((4, 1)), verbose=0)
    after = [layer.get_weights()[0] for layer in layers]
    return {"changed": [int(not np.array_equal(a, b)) for a, b in zip(after, before)]}
