"""A fit on a PyDataset with two workers that has one bad row."""

import keras
import numpy as np


# %% function
class Batches(keras.utils.PyDataset):
    def __init__(self, bad, message):
        super().__init__(workers=2, use_multiprocessing=True)
        self.bad, self.message = bad, message

    def __len__(self):
        return 12

    def __getitem__(self, place):
        if place == self.bad // 4:
            raise ValueError(self.message)
        return np.zeros((4, 1)), np.zeros((4, 1))


# %% ask
def ask(bad, message):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(loss="mse")
    history = model.fit(Batches(bad, message), shuffle=False, verbose=0)
    return {"losses": history.history["loss"]}
