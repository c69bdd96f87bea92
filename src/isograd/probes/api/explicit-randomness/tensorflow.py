"""The same seed twice inside one function."""

import tensorflow as tf


# %% function
def f(seed):
    first = tf.random.stateless_normal([4], seed=[seed, 0])
    second = tf.random.stateless_normal([4], seed=[seed, 0])
    return first, second


# %% ask
def ask(f, seed):
    tf.random.set_seed(seed)
    undisturbed = tf.random.normal([4]).numpy()
    tf.random.set_seed(seed)
    (first, second), (other, _) = f(seed), f(seed + 1)
    after = tf.random.normal([4]).numpy()
    found = {"first": first.numpy(), "second": second.numpy(), "other": other.numpy()}
    return {**found, "undisturbed": undisturbed, "after": after}
