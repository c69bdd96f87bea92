"""An epoch of fit for each seed that is set."""

import keras
import numpy as np


# %% function
class Recorder(keras.Model):
    def train_step(self, data):
        x, _, _ = keras.utils.unpack_x_y_sample_weight(data)
        self.seen.extend(np.ravel(x).astype(int).tolist())
        return {"rows": len(self.seen)}


def epoch(rows, seed):
    keras.utils.set_random_seed(seed)
    row = keras.Input((1,))
    model = Recorder(row, keras.layers.Identity()(row))
    model.seen = []
    model.compile(run_eagerly=True)
    model.fit(np.array(rows)[:, None], batch_size=8, verbose=0)
    return model.seen


# %% ask
def ask(rows, seed, other):
    return {"first": epoch(rows, seed), "again": epoch(rows, seed), "other": epoch(rows, other)}
