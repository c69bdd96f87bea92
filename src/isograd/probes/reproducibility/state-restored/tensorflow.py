"""Save the state of the global generator between two dropouts, and go back to it."""

import tensorflow as tf


# %% function
def f(x):
    return tf.nn.dropout(x, 0.5)


# %% ask
def ask(f, seed, x):
    x = tf.constant(x)
    tf.random.set_seed(seed)
    other = f(x)
    generator = tf.random.get_global_generator()
    state = generator.state.numpy()
    first = f(x)
    generator.reset(state)
    again = f(x)
    return {"first": first.numpy(), "again": again.numpy(), "other": other.numpy()}
