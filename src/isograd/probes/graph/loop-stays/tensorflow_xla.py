"""Count the operations in the graph of a Python loop, for two numbers of turns."""

import tensorflow as tf


# %% function
@tf.function(jit_compile=True)
def f(x, turns):
    for _ in range(turns):
        x = tf.sin(x)
    return x


# %% ask
def ask(f, turns):
    graphs = [f.get_concrete_function(tf.ones(3), n).graph for n in turns]
    return {"sizes": [len(graph.get_operations()) for graph in graphs]}
