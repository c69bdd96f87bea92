"""One epoch of fit, which shuffles arrays, with a model that notes its rows."""

import keras
import numpy as np


# %% function
class Recorder(keras.Model):
    def train_step(self, data):
        x, _, _ = keras.utils.unpack_x_y_sample_weight(data)
        self.seen.extend(np.ravel(x).astype(int).tolist())
        return {"rows": len(self.seen)}


# %% ask
def ask(rows, batch):
    row = keras.Input((1,))
    model = Recorder(row, keras.layers.Identity()(row))
    model.seen = []
    model.compile(run_eagerly=True)
    model.fit(np.array(rows)[:, None], batch_size=batch, verbose=0)
    return {"rows": sorted(model.seen), "loader": keras.Model.fit.__module__}
