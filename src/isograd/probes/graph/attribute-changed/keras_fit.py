"""Change an attribute of a Keras model between its predictions."""

import keras
import numpy as np


# %% function
class Scale(keras.Model):
    factor = 1.0

    def call(self, x):
        return x * self.factor


# %% ask
def ask(x, factors):
    model = Scale()
    values = []
    for factor in factors:
        model.factor = factor
        values.append(float(model.predict(np.array([[x]]), verbose=0)[0, 0]))
    return {"values": values}
