"""Load the weights of a model that lacks one layer."""

import keras
from keras.layers import Dense


# %% ask
def ask(name, scratch):
    saved = keras.Sequential([keras.Input([3]), Dense(3, name="first")])
    saved.save_weights(scratch + "/state.weights.h5")
    model = keras.Sequential([keras.Input([3]), Dense(3, name="first"), Dense(1, name=name)])
    model.load_weights(scratch + "/state.weights.h5")  # <-
    return {}
