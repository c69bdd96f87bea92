"""Call a function whose loop turns as often as its Python integer says, with several integers."""

import tensorflow.compat.v1 as tf

traces = []


# %% function
def f(x, turns):
    traces.append(turns)
    return tf.while_loop(lambda i, x: i < turns, lambda i, x: (i + 1, x * 0.5 + 1), (0, x))[1]


# %% ask
def ask(f, x, counts):
    with tf.Graph().as_default(), tf.Session() as session:
        turns = tf.placeholder("int32", [])
        y = f(tf.constant(x), turns)
        first = len(traces)
        values = [float(session.run(y, {turns: count})) for count in counts]
    return {"values": values, "graphs": len(traces) - first}
