"""Keep the positive values only, however many they are, in a Keras model."""

import keras
import numpy as np
from keras import ops


# %% function
class Positive(keras.Model):
    def call(self, x):
        row = x[0]
        return ops.take(row, ops.nonzero(row > 0)[0])[None] * 2


# %% ask
def ask(xs):
    model = Positive()
    return {"values": [model.predict(np.array([x]), verbose=0)[0] for x in xs]}
