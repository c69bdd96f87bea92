"""Branch with Python's if on what the data say."""

import keras
import numpy as np
from keras import ops


# %% function
class Model(keras.Model):
    def call(self, x):
        if ops.sum(x) > 0:
            y = x * 2
        else:
            y = x - 1
        return y


# %% ask
def ask(xs):
    model = Model()
    return {"values": model.predict(np.array(xs), batch_size=1, verbose=0)}
