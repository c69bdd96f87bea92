"""Do work on constants inside a function that is called several times."""

import time

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


def f(x):
    return x + work(ops.full([500, 500], 0.002))[0, 0]


# %% ask
def ask(f):
    matrix = ops.full([500, 500], 0.002)
    return {"share": cost(f, ops.array(1.0)) / cost(work, matrix)}
