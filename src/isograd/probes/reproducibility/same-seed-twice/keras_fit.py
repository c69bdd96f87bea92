"""Train a small network with dropout twice from one seed, and once from another."""

import keras
import numpy as np
from keras import layers


# %% ask
def train(seed, x, y):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [layers.Dense(16, activation="relu"), layers.Dropout(0.5), layers.Dense(1)]
    )
    model.compile("adam", "mse")
    return model.fit(x, y, batch_size=8, epochs=5, verbose=0).history["loss"]


def ask(seed, x, y):
    x, y = np.array(x, "float32"), np.array(y, "float32")
    first, again = train(seed, x, y), train(seed, x, y)
    return {"first": first, "again": again, "other": train(seed + 1, x, y)}
