"""Count the operations of a functional model that a Python loop makes, for two numbers of turns."""

import keras
from keras import ops


# %% function
def create_model(turns):
    x = inputs = keras.Input([3])
    for _ in range(turns):
        x = ops.sin(x)
    return keras.Model(inputs, x)


# %% ask
def ask(turns):
    return {"sizes": [len(create_model(n).operations) for n in turns]}
