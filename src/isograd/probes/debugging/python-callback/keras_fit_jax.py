"""Call a Python function in a layer by jax.debug.callback, which Keras has no counterpart of."""

import jax
import keras
import numpy as np

seen = []


# %% layer
def note(y):
    seen.append(float(y[0, 0]))


class Double(keras.layers.Layer):
    def call(self, x):
        y = 2 * x
        if not isinstance(y, keras.KerasTensor):
            jax.debug.callback(note, y)
        return y


# %% ask
def ask(values):
    x = np.array(values, "float32").reshape(-1, 1)
    model = keras.Sequential([keras.Input([1]), Double(), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(x, x, batch_size=1, shuffle=False, verbose=0)
    jax.effects_barrier()
    return {"seen": seen}
