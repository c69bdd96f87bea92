"""Float64 rows of NumPy through fit, with a model that notes them."""

import keras
import numpy as np


# %% function
class Recorder(keras.Model):
    def train_step(self, data):
        x, _, _ = keras.utils.unpack_x_y_sample_weight(data)
        self.seen.extend(np.ravel(x).tolist())
        return {"rows": len(self.seen)}


# %% ask
def ask(rows, batch):
    row = keras.Input((1,))
    model = Recorder(row, keras.layers.Identity()(row))
    model.seen = []
    model.compile(run_eagerly=True)
    model.fit(np.array(rows)[:, None], batch_size=batch, shuffle=False, verbose=0)
    return {"rows": model.seen}
