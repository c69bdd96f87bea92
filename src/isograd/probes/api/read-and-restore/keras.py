"""Read all parameters, scale them, and put the old ones back."""

import keras
import numpy as np
from keras.layers import Dense


# %% model
def scaled_and_restored(model, x, factor):
    kept = model.get_state_tree(value_format="numpy_array")["trainable_variables"]
    scaled = keras.tree.map_structure(lambda value: factor * value, kept)
    model.set_state_tree({"trainable_variables": scaled})
    replaced = model(x)
    model.set_state_tree({"trainable_variables": kept})
    return replaced, model(x)


# %% ask
def ask(x, first, last, factor):
    layers = [Dense(3, activation="tanh", use_bias=False), Dense(2, use_bias=False)]
    model = keras.Sequential([keras.Input([3]), *layers])
    model.set_weights([np.array(first), np.array(last)])
    model.compile(optimizer="sgd", loss="mse")  # a state tree needs an optimizer
    replaced, restored = scaled_and_restored(model, np.array(x), factor)
    return {"replaced": replaced.numpy(), "restored": restored.numpy()}
