"""A PyDataset with a worker process that reads ahead."""

import time

import keras
import numpy as np


# %% function
class Slow(keras.utils.PyDataset):
    def __init__(self, batches, pause):
        super().__init__(workers=1, use_multiprocessing=True, max_queue_size=2)
        self.batches, self.pause = batches, pause

    def __len__(self):
        return self.batches

    def __getitem__(self, place):
        time.sleep(self.pause)
        return (np.zeros((1, 1)),)


class Trainer(keras.Model):
    def train_step(self, data):
        self.times.append(time.perf_counter())
        time.sleep(self.pause)
        return {"batches": len(self.times)}


# %% ask
def ask(batches, pause):
    row = keras.Input((1,))
    model = Trainer(row, keras.layers.Identity()(row))
    model.times, model.pause = [], pause
    model.compile(run_eagerly=True)
    model.fit(Slow(batches, pause), verbose=0)
    return {"seconds": time.perf_counter() - model.times[0], "batches": len(model.times)}
