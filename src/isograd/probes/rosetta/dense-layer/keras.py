"""Dense layer."""

import keras


# %% snippet
def dense(kernel, bias):
    layer = keras.layers.Dense(len(bias))
    layer.build((None, len(kernel)))
    layer.set_weights([kernel, bias])  # kernel: [in, out]
    return layer


# %% ask
import numpy as np


def ask(x, kernel, bias):
    layer = dense(np.array(kernel), np.array(bias))
    return {"y": layer(np.array(x))}
