"""Define and train a network with one hidden layer."""

import numpy as np
import tensorflow as tf


# %% model
def create_model():
    return tf.keras.Sequential(
        [
            tf.keras.Input([3]),
            tf.keras.layers.Dense(6, activation="tanh"),
            tf.keras.layers.Dense(1),
        ]
    )


def train(model, batches, rate):
    loss_fn = tf.keras.losses.MeanSquaredError()
    optimizer = tf.keras.optimizers.SGD(rate)
    for x, y in batches:
        with tf.GradientTape() as tape:
            loss = loss_fn(y, model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))


# %% ask
def ask(x, y, first, last, rate):
    model = create_model()
    model.set_weights([np.array(first), np.zeros(6), np.array(last), np.zeros(1)])
    train(model, zip(tf.constant(x), tf.constant(y)), rate)
    return {"first": model.get_weights()[0], "last": model.get_weights()[2]}
