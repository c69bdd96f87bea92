"""Return from within a loop when the data say so."""

import keras
import numpy as np
from keras import ops


# %% function
class Model(keras.Model):
    def call(self, x):
        for _ in range(8):
            x = x * 2
            if ops.sum(x) > 100:
                return x
        return x - 1


# %% ask
def ask(xs):
    model = Model()
    return {"values": model.predict(np.array(xs), batch_size=1, verbose=0)}
