"""Handwritten digits with a convolutional network in Keras, a training step in TensorFlow."""

import keras
import tensorflow as tf


# %% data
def load(x, y):
    return tf.constant(x), tf.constant(y)


# %% model
def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(8, 8)),
            keras.layers.Reshape((8, 8, 1)),
            keras.layers.Conv2D(8, 3, padding="same", use_bias=False, name="conv1"),
            keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name="norm1"),
            keras.layers.Activation("silu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 3, padding="same", use_bias=False, name="conv2"),
            keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name="norm2"),
            keras.layers.Activation("silu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(10, name="output"),
        ]
    )


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.SGD(learning_rate=0.05, momentum=0.9, weight_decay=5e-4)
    return model, optimizer


@tf.function
def step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_weights)
    optimizer.apply(gradients, model.trainable_weights)
    return loss


# %% loop
def predict(model, x):
    return model(x, training=False)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
