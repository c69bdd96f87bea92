"""Handwritten digits in TensorFlow 2: a Keras model, GradientTape and apply_gradients."""

import tensorflow as tf


# %% data
def load(x, y):
    return tf.constant(x), tf.constant(y)


# %% model
WIDTH = 128  # hidden units


def create_model():
    return tf.keras.Sequential(
        [
            tf.keras.Input(shape=(64,)),
            tf.keras.layers.Dense(WIDTH, activation="relu", name="hidden"),
            tf.keras.layers.Dense(10, name="output"),
        ]
    )


# %% loss
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    return create_model(), tf.keras.optimizers.Adam(learning_rate=1e-3, epsilon=1e-8)


def step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% loop
def predict(model, x):
    return model(x, training=False)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
