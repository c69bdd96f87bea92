"""Do work inside a function whose result is not used."""

import time

import numpy as np
import tensorflow.compat.v1 as tf


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


def f(x):
    work(x)
    return x[0, 0] * 2


# %% ask
def ask(f):
    with tf.Graph().as_default(), tf.Session() as session:
        x, matrix = tf.placeholder("float32", [500, 500]), tf.placeholder("float32", [500, 500])
        y, z = f(x), work(matrix)
        value = np.full([500, 500], 0.002)
        mine = cost(lambda fed: session.run(y, {x: fed}), value)
        return {"share": mine / cost(lambda fed: session.run(z, {matrix: fed}), value)}
