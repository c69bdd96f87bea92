"""Fit with a cross-entropy that gets a label beyond the last class."""

import keras
import numpy as np


# %% ask
def ask(logits, labels):
    classes = len(logits[0])
    model = keras.Sequential([keras.Input([classes]), keras.layers.Dense(classes)])
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    history = model.fit(np.array(logits), np.array(labels), verbose=0)  # <-
    return {"loss": history.history["loss"]}
