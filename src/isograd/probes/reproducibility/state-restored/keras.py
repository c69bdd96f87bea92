"""Save the state of a dropout layer's seed generator between two calls, and go back to it."""

import keras
from keras import ops


# %% function
def f(layer, x):
    return layer(x, training=True)


# %% ask
def ask(f, seed, x):
    x = ops.array(x, "float32")
    layer = keras.layers.Dropout(0.5, seed=seed)
    other = f(layer, x)
    state = ops.convert_to_numpy(layer.seed_generator.state)
    first = f(layer, x)
    layer.seed_generator.state.assign(state)
    again = f(layer, x)
    made = {"first": first, "again": again, "other": other}
    return {name: ops.convert_to_numpy(value) for name, value in made.items()}
