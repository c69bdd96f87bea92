"""Three steps with the first layer frozen."""

import numpy as np
import tensorflow as tf
from tensorflow.keras.layers import Dense


# %% model
def train(model, x, target, rate):
    model.layers[0].trainable = False
    optimizer = tf.keras.optimizers.SGD(rate)
    for _ in range(3):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x) - target) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))


# %% ask
def ask(x, target, first, last, rate):
    layers = [Dense(4, use_bias=False), Dense(2, use_bias=False)]
    model = tf.keras.Sequential([tf.keras.Input([3]), *layers])
    model.set_weights([np.array(first), np.array(last)])
    train(model, tf.constant(x), tf.constant(target), rate)
    first, last = (layer.get_weights()[0] for layer in model.layers)
    return {"first": first, "last": last}
