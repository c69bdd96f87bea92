"""A model is copied, then changed; the copy computes as before."""

import copy as copying

import keras
import numpy as np


# %% ask
def ask(weight, x):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, use_bias=False)])
    model.set_weights([np.array(weight)])
    copy = copying.deepcopy(model)
    x = np.array(x)
    model.set_weights([np.zeros((3, 2))])
    return {
        "copy": keras.ops.convert_to_numpy(copy(x)),
        "own": keras.ops.convert_to_numpy(model(x)),
    }
