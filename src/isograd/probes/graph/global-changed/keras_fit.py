"""Change a Python global between the predictions of a Keras model that reads it."""

import keras
import numpy as np

factor = 1.0


# %% function
class Model(keras.Model):
    def call(self, x):
        return x * factor


# %% ask
def ask(x, factors):
    global factor
    model = Model()
    values = []
    for changed in factors:
        factor = changed
        values.append(float(model.predict(np.array([[x]]), verbose=0)[0, 0]))
    return {"values": values}
