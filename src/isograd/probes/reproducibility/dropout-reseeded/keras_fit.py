"""Fit through dropout, once more, and again after the same seed and from the same weights."""

import keras
import numpy as np


# %% ask
def ask(seed, x):
    x = np.array(x, "float32").reshape(16, 4)
    model = keras.Sequential([keras.Input([4]), keras.layers.Dropout(0.5), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    start = model.get_weights()

    def fit():
        model.set_weights(start)
        model.fit(x, x[:, :1], batch_size=16, shuffle=False, verbose=0)
        return np.concatenate([weight.ravel() for weight in model.get_weights()])

    keras.utils.set_random_seed(seed)
    first, other = fit(), fit()
    keras.utils.set_random_seed(seed)
    return {"first": first, "other": other, "again": fit()}
