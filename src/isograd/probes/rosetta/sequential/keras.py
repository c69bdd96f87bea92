"""Layers in a row."""

import keras


# %% snippet
def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(4,)),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(1),
        ]
    )


# %% ask
def ask(rows):
    model = create_model()
    shape = model(keras.ops.ones((rows, 4))).shape
    return {"shape": list(shape), "parameters": model.count_params()}
