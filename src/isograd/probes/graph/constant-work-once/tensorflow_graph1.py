"""Do work on constants inside a function that is called several times."""

import time

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
    return x + work(tf.fill([500, 500], 0.002))[0, 0]


# %% ask
def ask(f):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [])
        y, z = f(x), work(tf.placeholder_with_default(tf.fill([500, 500], 0.002), [500, 500]))
        mine = cost(lambda value: session.run(y, {x: value}), 1.0)
        return {"share": mine / cost(lambda _: session.run(z), None)}
