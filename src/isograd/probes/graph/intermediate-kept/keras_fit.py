"""Keep an intermediate value on a Keras model and read it afterwards."""

import keras
import numpy as np
from keras import ops


# %% function
class Keeping(keras.Model):
    def call(self, x):
        self.square = x * x
        return ops.tanh(self.square)


# %% ask
def ask(xs):
    model = Keeping()
    squares = []
    for x in xs:
        model.predict(np.array([x]), verbose=0)
        squares.append(ops.convert_to_numpy(model.square)[0])
    return {"squares": squares}
