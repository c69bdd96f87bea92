"""Keep an intermediate value on an object and read it after the call."""

from types import SimpleNamespace

import tensorflow as tf

kept = SimpleNamespace()


# %% function
def f(x):
    kept.square = x * x
    return tf.tanh(kept.square)


# %% ask
def ask(f, xs):
    squares = []
    for x in xs:
        f(tf.constant(x))
        squares.append(kept.square.numpy())
    return {"squares": squares}
