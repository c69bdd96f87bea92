"""Cosine similarity."""

import keras
from keras import ops


# %% snippet
def f(x, y):
    return -keras.losses.cosine_similarity(x, y)


# %% ask
def ask(x, y):
    return {"y": f(ops.array(x), ops.array(y))}
