"""Do work inside a function whose result is not used."""

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
    work(x)
    return x[0, 0] * 2


# %% ask
def ask(f):
    matrix = ops.full([500, 500], 0.002)
    return {"share": cost(f, matrix) / cost(work, matrix)}
