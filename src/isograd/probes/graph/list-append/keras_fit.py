"""Append to a Python list inside a Keras model that predicts several batches."""

import keras
import numpy as np

seen = []


# %% function
class Square(keras.Model):
    def call(self, x):
        seen.append(1)
        return x * x


# %% ask
def ask(calls):
    model = Square()
    model(np.ones([1, 3]))  # builds it
    seen.clear()
    model.predict(np.ones([calls, 3]), batch_size=1, verbose=0)
    return {"times": len(seen)}
