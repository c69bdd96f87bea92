"""Layer normalisation."""

import keras
from keras import ops


# %% snippet
def f(x):
    return keras.layers.LayerNormalization(epsilon=1e-5)(x)


# %% ask
def ask(x):
    return {"y": f(ops.array(x))}
