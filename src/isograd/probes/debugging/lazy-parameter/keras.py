"""Count the parameters of a layer before its first call."""

import keras


# %% ask
def ask(width):
    layer = keras.layers.Dense(width)
    count = layer.count_params()  # <-
    return {"count": count}
