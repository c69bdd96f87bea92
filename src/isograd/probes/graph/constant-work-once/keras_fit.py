"""Do work on constants inside a Keras model that is called several times."""

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
        return x + work(ops.full([500, 500], 0.002))[0, 0]


# %% ask
def ask():
    model, matrix = Model(), ops.full([500, 500], 0.002)
    mine = cost(lambda: model.predict(np.ones([10, 1]), batch_size=1, verbose=0))
    return {"share": mine / cost(lambda: [work(matrix) for _ in range(10)])}
