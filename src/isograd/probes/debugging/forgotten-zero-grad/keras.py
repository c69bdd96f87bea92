"""Two steps of fit; the gradient of the second, which plain SGD shows."""

import keras
import numpy as np


# %% layer
class SumOfSquares(keras.layers.Layer):
    def build(self, shape):
        self.w = self.add_weight(shape[1:], "ones")

    def call(self, x):
        return keras.ops.sum(self.w * self.w) * keras.ops.ones_like(x[:, :1])


# %% ask
def ask(values):
    layer = SumOfSquares()
    model = keras.Sequential([keras.Input([len(values)]), layer])
    model.compile(keras.optimizers.SGD(1.0), loss=lambda target, made: made)
    x = np.ones([1, len(values)])
    model.fit(x, x, verbose=0)
    layer.w.assign(values)
    model.fit(x, x, verbose=0)
    return {"gradient": np.array(values) - keras.ops.convert_to_numpy(layer.w)}
