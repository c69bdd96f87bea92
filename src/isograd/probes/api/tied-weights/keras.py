"""An embedding that is also the output layer."""

import keras
import numpy as np


# %% model
def tied(words, size):
    embed = keras.layers.ReversibleEmbedding(words, size)
    ids = keras.Input([], dtype="int32")
    return keras.Model(ids, embed(embed(ids), reverse=True))


# %% ask
def ask(table, ids, rate):
    model = tied(len(table), len(table[0]))
    model.set_weights([np.array(table)])
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    zeros = np.zeros([len(ids), len(table)])
    model.fit(np.array(ids), zeros, batch_size=len(ids), verbose=0)
    return {"table": model.get_weights()[0], "parameters": model.count_params()}
