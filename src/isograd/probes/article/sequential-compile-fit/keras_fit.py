"""Sequential, compile, fit."""

import keras
import numpy as np

# %% model
model = keras.Sequential(
    [
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(1),
    ]
)
model.compile(optimizer="adam", loss="mse")


# %% ask
def ask(x, y):
    history = model.fit(np.array(x), np.array(y), epochs=20, verbose=0)
    return {"losses": history.history["loss"]}
