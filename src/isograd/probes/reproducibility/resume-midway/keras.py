"""Save the model after two epochs and go on; then load it and go on from there."""

import keras
import numpy as np
from keras import layers


# %% function
def train(model, x, y):
    model.fit(x, y, batch_size=8, epochs=2, verbose=0)
    return np.concatenate([weight.ravel() for weight in model.get_weights()])


# %% ask
def ask(seed, x, y, scratch):
    x, y = np.array(x, "float32"), np.array(y, "float32")
    keras.utils.set_random_seed(seed)
    hidden = layers.Dense(16, activation="relu")
    model = keras.Sequential([hidden, layers.Dropout(0.5), layers.Dense(1)])
    model.compile("adam", "mse")
    train(model, x, y)
    model.save(f"{scratch}/midway.keras")
    first = train(model, x, y)
    keras.utils.set_random_seed(seed)
    model = keras.models.load_model(f"{scratch}/midway.keras")
    return {"first": first, "again": train(model, x, y)}
