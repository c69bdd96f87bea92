"""A PyDataset that tells in which process it is read, by two workers."""

import os

import keras
import numpy as np


# %% function
class Processes(keras.utils.PyDataset):
    def __init__(self, batches):
        super().__init__(workers=2, use_multiprocessing=True)
        self.batches = batches

    def __len__(self):
        return self.batches

    def __getitem__(self, place):
        return (np.full((1, 1), os.getpid()),)


class Recorder(keras.Model):
    def train_step(self, data):
        x, _, _ = keras.utils.unpack_x_y_sample_weight(data)
        self.seen += np.ravel(x).astype(int).tolist()
        return {"rows": len(self.seen)}


# %% ask
def ask(batches):
    row = keras.Input((1,))
    model = Recorder(row, keras.layers.Identity()(row))
    model.seen = []
    model.compile(run_eagerly=True)
    model.fit(Processes(batches), shuffle=False, verbose=0)
    return {"processes": model.seen, "own": os.getpid()}
