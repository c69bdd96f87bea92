"""A compiled model is saved and loaded in the middle of a training."""

import keras
import numpy as np


# %% ask
def ask(x, y, before, after, scratch):
    x, y = np.array(x), np.array(y)
    dense = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
    model = keras.Sequential([keras.Input((3,)), dense])
    model.compile(optimizer=keras.optimizers.Adam(0.1, epsilon=1e-8), loss="mse")
    model.fit(x, y, batch_size=len(x), epochs=before, verbose=0)
    model.save(f"{scratch}/model.keras")

    model = keras.models.load_model(f"{scratch}/model.keras")
    model.fit(x, y, batch_size=len(x), epochs=after, verbose=0)
    return {"weight": np.ravel(model.get_weights()[0])}
