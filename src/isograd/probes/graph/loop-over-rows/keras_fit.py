"""Loop over the rows of a matrix."""

import keras
import numpy as np


# %% function
class Model(keras.Model):
    def call(self, x):
        total = x[0, 0] * 0
        for row in x[0]:
            total = total * 0.5 + row
        return total[None]


# %% ask
def ask(xs):
    model = Model()
    return {"values": model.predict(np.array(xs), batch_size=1, verbose=0)}
