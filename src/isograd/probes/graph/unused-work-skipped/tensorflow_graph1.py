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
        x = tf.placeholder("float32", [500, 500])
        y, z = f(x), work(tf.placeholder_with_default(tf.fill([500, 500], 0.002), [500, 500]))
        mine = cost(lambda value: session.run(y, {x: value}), np.full([500, 500], 0.002))
        return {"share": mine / cost(lambda _: session.run(z), None)}
