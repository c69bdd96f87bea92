"""The saved network, without its source."""

import time

import numpy as np


# %% ask
def ask(scratch, weights, images):
    begin = time.process_time()
    import keras

    model = keras.saving.load_model(f"{scratch}/model.keras")
    outputs = model(np.array(images)[..., None]).numpy()
    return {"outputs": outputs, "seconds": time.process_time() - begin}
