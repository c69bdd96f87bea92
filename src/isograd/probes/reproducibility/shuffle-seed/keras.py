"""Fit over shuffled batches for two epochs, and for one more after the same seed."""

import keras
import numpy as np


# %% function
def epochs(seed, examples, number):
    seen = []

    def loss(y, predicted):
        seen.append(int(y[0, 0]))
        return (predicted - y) ** 2

    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input([1]), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.0), loss, run_eagerly=True)
    x = np.arange(examples, dtype="float32").reshape(-1, 1)
    model.fit(x, x, batch_size=1, epochs=number, verbose=0)
    return seen


# %% ask
def ask(seed, examples):
    seen = epochs(seed, examples, 2)
    again = epochs(seed, examples, 1)
    return {"first": seen[:examples], "other": seen[examples:], "again": again}
