"""Define and train a network with one hidden layer."""

import keras
import numpy as np


# %% model
def create_model():
    return keras.Sequential(
        [
            keras.Input([3]),
            keras.layers.Dense(6, activation="tanh"),
            keras.layers.Dense(1),
        ]
    )


def train(model, x, y, rate):
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    model.fit(x, y, batch_size=8, shuffle=False, verbose=0)


# %% ask
def ask(x, y, first, last, rate):
    model = create_model()
    model.set_weights([np.array(first), np.zeros(6), np.array(last), np.zeros(1)])
    train(model, np.concatenate(x), np.concatenate(y), rate)
    return {"first": model.get_weights()[0], "last": model.get_weights()[2]}
