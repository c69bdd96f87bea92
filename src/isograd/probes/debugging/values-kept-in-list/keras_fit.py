"""Put an intermediate value into a list at every batch of fit, and read them all afterwards."""

import keras
import numpy as np

kept = []


# %% layer
class Double(keras.layers.Layer):
    def call(self, x):
        y = 2 * x
        kept.append(y)
        return y


# %% ask
def ask(values):
    x = np.array(values, "float32").reshape(-1, 1)
    model = keras.Sequential([keras.Input([1]), Double(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(x, x, batch_size=1, shuffle=False, verbose=0)
    return {"kept": [float(y[0, 0]) for y in kept[-len(values) :]]}  # before: of building
