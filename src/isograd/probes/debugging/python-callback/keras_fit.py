"""Call a plain Python function in a model that is compiled with run_eagerly=True."""

import keras
import numpy as np

seen = []


# %% model
def note(y):
    seen.append(float(y[0, 0]))


class Model(keras.Model):
    def __init__(self):
        super().__init__()
        self.last = keras.layers.Dense(1)

    def call(self, x):
        y = 2 * x
        note(y)
        return self.last(y)


# %% ask
def ask(values):
    x = np.array(values, "float32").reshape(-1, 1)
    model = Model()
    model.compile("sgd", "mse", run_eagerly=True)
    model.fit(x, x, batch_size=1, shuffle=False, verbose=0)
    return {"seen": seen[-len(values) :]}  # building the model may have called it before
