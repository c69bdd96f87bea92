"""Turn an intermediate value into a Python float and go on with it."""

import math

import keras
import numpy as np
from keras import ops


# %% function
class Model(keras.Model):
    def call(self, x):
        size = float(ops.sum(x))
        return x * math.sqrt(size)


# %% ask
def ask(xs):
    model = Model()
    return {"values": model.predict(np.array(xs), batch_size=1, verbose=0)}
