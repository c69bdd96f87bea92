"""Note the loss at each step."""

import numpy as np
import tensorflow as tf


# %% model
def train(model, optimizer, batches):
    losses = []
    for x, y in batches:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x, training=True) - y) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        losses.append(float(loss))
    return losses


# %% ask
def ask(x, y, w, rate):
    model = tf.keras.Sequential([tf.keras.Input([3]), tf.keras.layers.Dense(1, use_bias=False)])
    model.set_weights([np.array(w)])
    optimizer = tf.keras.optimizers.SGD(rate)
    return {"losses": train(model, optimizer, zip(tf.constant(x), tf.constant(y)))}
