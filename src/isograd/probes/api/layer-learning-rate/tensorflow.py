"""Three steps in which each layer has its own learning rate."""

import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense
from tensorflow.keras.optimizers import SGD


# %% model
def train(model, x, target, slow, fast):
    first, last = (layer.trainable_variables for layer in model.layers)
    optimizers = SGD(slow), SGD(fast)
    for _ in range(3):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x) - target) ** 2)
        gradients = tape.gradient(loss, [first, last])
        for optimizer, grads, weights in zip(optimizers, gradients, [first, last]):
            optimizer.apply_gradients(zip(grads, weights))


# %% ask
def ask(x, target, first, last, slow, fast):
    layers = [Dense(4, use_bias=False), Dense(2, use_bias=False)]
    model = tf.keras.Sequential([tf.keras.Input([3]), *layers])
    model.set_weights([np.array(first), np.array(last)])
    train(model, tf.constant(x), tf.constant(target), slow, fast)
    first, last = (layer.get_weights()[0] for layer in model.layers)
    return {"first": first, "last": last}
