"""Repeat with Python's while until the data say stop."""

import keras
import numpy as np
from keras import ops


# %% function
class Model(keras.Model):
    def call(self, x):
        while ops.sum(x) < 100:
            x = x * 2
        return x


# %% ask
def ask(xs):
    model = Model()
    return {"values": model.predict(np.array(xs), batch_size=1, verbose=0)}
