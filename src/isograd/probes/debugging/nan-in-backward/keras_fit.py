"""An arc cosine that is masked where it has no derivative, fitted with TerminateOnNaN."""

import keras
import numpy as np
from keras import ops


# %% layer
class Angle(keras.layers.Layer):
    def build(self, shape):
        self.scale = self.add_weight([1], "ones")

    def call(self, x):
        angle = ops.arccos(self.scale * x)  # <-
        return ops.where(x < 1, angle, ops.zeros_like(x))


# %% ask
def ask(values):
    x = np.array(values, "float32").reshape(-1, 1)
    model = keras.Sequential([keras.Input([1]), Angle()])
    model.compile("sgd", "mse")
    model.fit(x, x, epochs=2, verbose=0, callbacks=[keras.callbacks.TerminateOnNaN()])
    return {}
