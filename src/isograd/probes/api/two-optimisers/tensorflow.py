"""Two layers, each moved by an optimizer of its own, in turns."""

import tensorflow as tf
from tensorflow.keras.optimizers import SGD


# %% function
def f(first, last, x, target):
    return tf.reduce_mean((x @ first @ last - target) ** 2)


# %% model
def train(f, first, last, batches, slow, fast):
    turns = (SGD(slow), first), (SGD(fast, momentum=0.9), last)
    for i, (x, target) in enumerate(batches):
        optimizer, weight = turns[i % 2]
        with tf.GradientTape() as tape:
            loss = f(first, last, x, target)
        optimizer.apply_gradients([(tape.gradient(loss, weight), weight)])


# %% ask
def ask(f, x, target, first, last, slow, fast):
    first, last = tf.Variable(first), tf.Variable(last)
    train(f, first, last, zip(tf.constant(x), tf.constant(target)), slow, fast)
    return {"first": first.numpy(), "last": last.numpy()}
