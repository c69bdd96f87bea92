"""Poisson's equation by a network in TensorFlow 2: three nested gradient tapes."""

import tensorflow as tf


# %% data
def load(x, f, x_b, u_b):
    return tuple(tf.constant(array) for array in (x, f, x_b, u_b))


# %% model
WIDTH = 16  # units of each hidden layer


def create_model():
    return tf.keras.Sequential(
        [
            tf.keras.Input(shape=(2,)),
            tf.keras.layers.Dense(WIDTH, activation="tanh", name="hidden_1"),
            tf.keras.layers.Dense(WIDTH, activation="tanh", name="hidden_2"),
            tf.keras.layers.Dense(1, name="output"),
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
    return tf.reduce_mean(tf.square(residual)) + 100 * tf.reduce_mean(tf.square(misfit))


# %% step
def build():
    return create_model(), tf.keras.optimizers.Adam(learning_rate=1e-2, epsilon=1e-8)


def step(model, optimizer, x, f, x_b, u_b):
    with tf.GradientTape() as tape:
        loss = loss_fn(model, x, f, x_b, u_b)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% loop
def predict(model, x):
    return model(x, training=False)


def train(model, optimizer, batches):
    for i, batch in enumerate(batches):
        loss = step(model, optimizer, *load(*batch))
        print(f"step {i + 1}: loss {loss:.4f}")
