"""Handwritten digits with a convolutional network in TensorFlow 2: Keras model, GradientTape."""

import tensorflow as tf


# %% data
def load(x, y):
    return tf.constant(x), tf.constant(y)


# %% model
def create_model():
    return tf.keras.Sequential(
        [
            tf.keras.Input(shape=(8, 8)),
            tf.keras.layers.Reshape((8, 8, 1)),
            tf.keras.layers.Conv2D(8, 3, padding="same", use_bias=False, name="conv1"),
            tf.keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name="norm1"),
            tf.keras.layers.Activation("silu"),
            tf.keras.layers.AveragePooling2D(2),
            tf.keras.layers.Conv2D(16, 3, padding="same", use_bias=False, name="conv2"),
            tf.keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name="norm2"),
            tf.keras.layers.Activation("silu"),
            tf.keras.layers.AveragePooling2D(2),
            tf.keras.layers.Flatten(),
            tf.keras.layers.Dense(10, name="output"),
        ]
    )


# %% loss
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = create_model()
    optimizer = tf.keras.optimizers.SGD(learning_rate=0.05, momentum=0.9, weight_decay=5e-4)
    return model, optimizer


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
