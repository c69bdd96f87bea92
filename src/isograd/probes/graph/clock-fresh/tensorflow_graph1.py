"""Read the clock inside a function that is called several times."""

import time

import tensorflow.compat.v1 as tf

start = time.perf_counter()


# %% function
def f(x):
    return x + (time.perf_counter() - start)


# %% ask
def ask(f, calls):
    values = []
    with tf.Graph().as_default(), tf.Session() as session:
        y = f(tf.constant(0.0))
        for _ in range(calls):
            values.append(float(session.run(y)))
            time.sleep(0.02)
    return {"values": values}
