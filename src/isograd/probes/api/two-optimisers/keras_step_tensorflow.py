"""Two layers, each moved by an optimizer of its own, in turns."""

import keras
import numpy as np
import tensorflow as tf
from keras.layers import Dense
from keras.optimizers import SGD


# %% model
def train(model, batches, slow, fast):
    optimizers = SGD(slow), SGD(fast, momentum=0.9)
    for i, (x, target) in enumerate(batches):
        weights = model.layers[i % 2].trainable_variables
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x, training=True) - target) ** 2)
        optimizers[i % 2].apply(tape.gradient(loss, weights), weights)


# %% ask
def ask(x, target, first, last, slow, fast):
    layers = [Dense(4, use_bias=False), Dense(2, use_bias=False)]
    model = keras.Sequential([keras.Input([3]), *layers])
    model.set_weights([np.array(first), np.array(last)])
    train(model, zip(tf.constant(x), tf.constant(target)), slow, fast)
    first, last = model.get_weights()
    return {"first": first, "last": last}
