"""Count the parameters of a model with batch normalisation."""

import keras
from keras.layers import BatchNormalization, Dense


# %% ask
def ask(given, hidden, made):
    layers = Dense(hidden), BatchNormalization(), Dense(made)
    model = keras.Sequential([keras.Input([given]), *layers])
    return {"count": model.count_params()}
