"""Call a plain Python function in a layer; the model is compiled with run_eagerly=True."""

import keras
import numpy as np

# %% layer
seen = []


class Double(keras.layers.Layer):
    def call(self, x):
        y = 2 * x
        if self.built and not isinstance(y, keras.KerasTensor):
            seen.append(float(y[0, 0]))
        return y


# %% ask
def ask(values):
    x = np.array(values, "float32").reshape(-1, 1)
    model = keras.Sequential([keras.Input([1]), Double(), keras.layers.Dense(1)])
    model.compile("sgd", "mse", run_eagerly=True)
    model.fit(x, x, batch_size=1, shuffle=False, verbose=0)
    return {"seen": seen}
