"""A model that branches on the sum of its input."""

import keras
import numpy as np
from keras import ops


# %% model
class Branching(keras.Model):
    def __init__(self, w):
        super().__init__()
        self.w = ops.array(w)

    def call(self, x):
        if ops.sum(x) > 0:
            return self.w * x
        return self.w - x


# %% ask
def ask(w, first, second):
    model = Branching(w)
    made = [model.predict(np.array([x], "float32"), verbose=0) for x in (first, second)]
    return {"first": made[0][0], "second": made[1][0]}
