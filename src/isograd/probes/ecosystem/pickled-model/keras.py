"""A model is pickled, and its copy computes."""

import pickle

import keras
import numpy as np


# %% ask
def ask(weight, x):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, use_bias=False)])
    model.set_weights([np.array(weight)])
    copy = pickle.loads(pickle.dumps(model))
    x = np.array(x)
    return {"copy": keras.ops.convert_to_numpy(copy(x))}
