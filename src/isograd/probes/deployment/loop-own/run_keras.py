"""The saved loop, without its source."""

import keras
import numpy as np


# %% ask
def ask(scratch, values, others):
    model = keras.layers.TFSMLayer(f"{scratch}/model", call_endpoint="serve")
    few = model(np.array([values], "float32")).numpy()[0]
    many = model(np.array([others], "float32")).numpy()[0]
    return {"few": few, "many": many}
