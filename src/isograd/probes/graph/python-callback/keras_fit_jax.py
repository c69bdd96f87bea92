"""Call Python at every batch of a Keras model, by the backend's own means."""

import jax
import keras
import numpy as np


def interpolate(x):
    return np.interp(x, [0.0, 1.0, 2.0], [0.0, 10.0, 40.0]).astype("float32")


# %% function
class Model(keras.Model):
    def call(self, x):
        return jax.pure_callback(interpolate, jax.typeof(x), x) + 1


# %% ask
def ask(xs):
    model = Model()
    return {"values": model.predict(np.array(xs), batch_size=1, verbose=0)}
