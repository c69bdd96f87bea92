"""Poisson's equation by a network in Keras with a training step in TensorFlow."""

import keras
import tensorflow as tf
from keras import ops


# %% data
def load(x, f, x_b, u_b):
    return tuple(tf.constant(array) for array in (x, f, x_b, u_b))


# %% model
WIDTH = 16  # units of each hidden layer


def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(2,)),
            keras.layers.Dense(WIDTH, activation="tanh", name="hidden_1"),
            keras.layers.Dense(WIDTH, activation="tanh", name="hidden_2"),
            keras.layers.Dense(1, name="output"),
        ]
    )


# %% loss
def laplacian(model, x):
    with tf.GradientTape(persistent=True) as outer:
        outer.watch(x)
        with tf.GradientTape() as inner:
            inner.watch(x)
            u = model(x, training=True)
        u_x, u_y = tf.split(inner.gradient(u, x), 2, axis=1)
    return outer.gradient(u_x, x)[:, :1] + outer.gradient(u_y, x)[:, 1:]


def loss_fn(model, x, f, x_b, u_b):
    residual = -laplacian(model, x) - f
    misfit = model(x_b, training=True) - u_b
    return ops.mean(residual**2) + 100 * ops.mean(misfit**2)


# %% step
def build():
    return create_model(), keras.optimizers.Adam(learning_rate=1e-2, epsilon=1e-8)


@tf.function
def step(model, optimizer, x, f, x_b, u_b):
    with tf.GradientTape() as tape:
        loss = loss_fn(model, x, f, x_b, u_b)
    gradients = tape.gradient(loss, model.trainable_weights)
    optimizer.apply(gradients, model.trainable_weights)
    return loss


# %% loop
def predict(model, x):
    return model(x, training=False)


def train(model, optimizer, batches):
    for i, batch in enumerate(batches):
        loss = step(model, optimizer, *load(*batch))
        print(f"step {i + 1}: loss {loss:.4f}")
