"""A dense layer in the framework's own saved form."""

import keras
import numpy as np


# %% ask
def ask(scratch, seed, width):
    model = keras.Sequential([keras.Input((width,)), keras.layers.Dense(width, use_bias=False)])
    model.set_weights([np.random.default_rng(seed).normal(size=(width, width))])
    model.save(f"{scratch}/model.keras")
    return {}
