"""Draw twice in one layer of a compiled model."""

import keras
import numpy as np
from keras import ops


# %% function
class Draws(keras.layers.Layer):
    def call(self, x):
        draws = [keras.random.uniform(ops.shape(x)), keras.random.uniform(ops.shape(x))]
        return ops.stack(draws, axis=1)


# %% ask
def ask(seed, size):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input([size]), Draws()])
    return {"draws": model.predict(np.zeros([1, size]), verbose=0)[0]}
