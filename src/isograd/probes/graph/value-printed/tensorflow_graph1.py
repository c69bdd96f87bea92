"""Print a value inside a function, by the framework's own means, at several calls."""

import tensorflow.compat.v1 as tf


# %% function
def f(x):
    with tf.control_dependencies([tf.print(x)]):
        return x * x


# %% ask
def ask(f, numbers):
    with tf.Graph().as_default(), tf.Session() as session:
        x = tf.placeholder("float32", [1])
        y = f(x)
        for number in numbers:
            session.run(y, {x: [number]})
    return {}
