"""Catch a Python exception inside a function."""

import keras
import numpy as np


# %% function
class Model(keras.Model):
    def call(self, x):
        factors = {"double": 2.0}
        try:
            factor = factors["triple"]
        except KeyError:
            factor = 3.0
        return x * factor


# %% ask
def ask(xs):
    model = Model()
    return {"values": model.predict(np.array(xs), batch_size=1, verbose=0)}
