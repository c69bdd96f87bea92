"""Words looked up in a table, saved with it."""

import keras
import numpy as np
from keras import layers


# %% ask
def ask(scratch, table, text):
    embedding = layers.Embedding(len(table) + 1, 1)
    model = keras.Sequential(
        [
            keras.Input((), dtype="string"),
            layers.StringLookup(vocabulary=list(table)),
            embedding,
        ]
    )
    embedding.set_weights([np.array([0.0, *table.values()])[:, None]])
    model.save(f"{scratch}/model.keras")
    return {}
