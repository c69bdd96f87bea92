"""A PyDataset with two worker processes and batches of unequal cost."""

import time

import keras
import numpy as np


# %% function
class Batches(keras.utils.PyDataset):
    def __init__(self, rows, batch, pauses):
        super().__init__(workers=2, use_multiprocessing=True)
        self.rows, self.batch, self.pauses = np.array(rows)[:, None], batch, pauses

    def __len__(self):
        return len(self.pauses)

    def __getitem__(self, place):
        time.sleep(self.pauses[place])
        return (self.rows[place * self.batch : (place + 1) * self.batch],)


class Recorder(keras.Model):
    def train_step(self, data):
        x, _, _ = keras.utils.unpack_x_y_sample_weight(data)
        self.seen += np.ravel(x).astype(int).tolist()
        self.times.append(time.perf_counter())
        return {"rows": len(self.seen)}


# %% ask
def ask(rows, batch, pauses):
    row = keras.Input((1,))
    model = Recorder(row, keras.layers.Identity()(row))
    model.seen, model.times = [], []
    model.compile(run_eagerly=True)
    model.fit(Batches(rows, batch, pauses), shuffle=False, verbose=0)
    return {"rows": model.seen, "seconds": model.times[-1] - model.times[0]}
