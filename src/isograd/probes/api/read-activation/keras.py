"""Read the output of the layer called hidden."""

import keras
import numpy as np
from keras.layers import Dense, ReLU


# %% model
def activation(model, name, x):
    part = keras.Model(model.inputs, model.get_layer(name).output)
    return part.predict(x, verbose=0)


# %% ask
def ask(x, hidden, last):
    layers = [Dense(5, use_bias=False, name="hidden"), ReLU(), Dense(2, use_bias=False)]
    model = keras.Sequential([keras.Input([3]), *layers])
    model.set_weights([np.array(hidden), np.array(last)])
    return {"activation": activation(model, "hidden", np.array(x))}
