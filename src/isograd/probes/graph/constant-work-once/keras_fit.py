"""Do work on constants inside a Keras model that is called several times."""

import time

import keras
import numpy as np
from keras import ops


def cost(g, x):
    """Processor time of five calls, that of threads which lag behind included."""
    g(x)
    time.sleep(1)
    start = time.process_time()
    for _ in range(5):
        g(x)
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
    model = Model()
    mine = cost(lambda x: model.predict(x, batch_size=500, verbose=0), np.ones([1, 1]))
    return {"share": mine / cost(work, ops.full([500, 500], 0.002))}
