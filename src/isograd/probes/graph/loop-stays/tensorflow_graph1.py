"""Count the operations in the graph of a Python loop, for two numbers of turns."""

import tensorflow.compat.v1 as tf


# %% function
def f(x, turns):
    for _ in range(turns):
        x = tf.sin(x)
    return x


# %% ask
def ask(f, turns):
    sizes = []
    for n in turns:
        with tf.Graph().as_default() as graph:
            f(tf.placeholder("float32", [3]), n)
            sizes.append(len(graph.get_operations()))
    return {"sizes": sizes}
