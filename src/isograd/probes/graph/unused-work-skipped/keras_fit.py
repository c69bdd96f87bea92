"""Do work inside a Keras model whose result is not used."""

import time

import keras
import numpy as np
from keras import ops


def cost(g):
    """Processor time, that of threads which lag behind included."""
    g()
    time.sleep(1)
    start = time.process_time()
    g()
    time.sleep(1)
    return time.process_time() - start


# %% function
def work(x):
    for _ in range(20):
        x = x @ x
    return x


class Model(keras.Model):
    def call(self, x):
        work(x)
        return x[:, 0] * 2


# %% ask
def ask():
    model, matrix = Model(), ops.full([500, 500], 0.002)
    mine = cost(lambda: model.predict(np.full([5000, 500], 0.002), batch_size=500, verbose=0))
    return {"share": mine / cost(lambda: [work(matrix) for _ in range(10)])}
