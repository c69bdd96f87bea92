"""The saved network, without its source."""

import keras
import numpy as np


# %% ask
def ask(scratch, weights, images):
    model = keras.saving.load_model(f"{scratch}/model.keras")
    outputs = model(np.array(images)[..., None]).numpy()
    return {"outputs": outputs}
