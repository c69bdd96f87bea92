"""Call NumPy on a value inside a function."""

import keras
import numpy as np
from keras import ops


# %% function
class Model(keras.Model):
    def call(self, x):
        y = np.interp(ops.convert_to_numpy(x), [0.0, 1.0, 2.0], [0.0, 10.0, 40.0])
        return ops.array(y)


# %% ask
def ask(xs):
    model = Model()
    return {"values": model.predict(np.array(xs), batch_size=1, verbose=0)}
