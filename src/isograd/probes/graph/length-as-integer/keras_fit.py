"""Loop over the length of a batch, read from its shape."""

import keras
import numpy as np


# %% function
class Model(keras.Model):
    def call(self, x):
        total = x[0] * 0
        for i in range(x.shape[0]):
            total = total + x[i] * (i + 1)
        return x * total


# %% ask
def ask(xs):
    model = Model()
    batches = [np.array(x)[:, None] for x in xs]
    predicted = [model.predict(x, batch_size=len(x), verbose=0) for x in batches]
    return {"sums": [float(y.sum()) for y in predicted]}
