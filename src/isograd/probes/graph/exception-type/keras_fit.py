"""Raise an exception of one's own because of the shape of the data."""

import keras
import numpy as np


# %% function
class TooShortError(Exception):
    pass


class Model(keras.Model):
    def call(self, x):
        if x.shape[1] < 3:
            raise TooShortError("fewer than three values")
        return x * 2


# %% ask
def ask(xs):
    return {"values": [Model().predict(np.array([x]), verbose=0) for x in xs]}
