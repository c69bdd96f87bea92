"""Matrix factorisation in Keras with a training step in TensorFlow."""

import keras
import tensorflow as tf


# %% data
def load(user, item, rating):
    return tf.constant(user), tf.constant(item), tf.constant(rating)


# %% model
def create_model():
    user = keras.Input(shape=(), dtype="int64")
    item = keras.Input(shape=(), dtype="int64")
    users = keras.layers.Embedding(50, 4, name="user_factors")(user)
    items = keras.layers.Embedding(40, 4, name="item_factors")(item)
    user_bias = keras.layers.Embedding(50, 1, name="user_bias")(user)
    item_bias = keras.layers.Embedding(40, 1, name="item_bias")(item)
    product = keras.layers.Dot(axes=1)([users, items])
    rating = keras.layers.Add()([product, user_bias, item_bias])
    return keras.Model([user, item], rating)


# %% loss
loss_fn = keras.losses.MeanSquaredError()


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.SGD(learning_rate=2.0)
    return model, optimizer


@tf.function
def step(model, optimizer, user, item, rating):
    with tf.GradientTape() as tape:
        loss = loss_fn(rating, model([user, item], training=True))
    gradients = tape.gradient(loss, model.trainable_weights)
    optimizer.apply(gradients, model.trainable_weights)
    return loss


# %% loop
def predict(model, user, item):
    return model([user, item], training=False)


def train(model, optimizer, batches):
    for i, (user, item, rating) in enumerate(batches):
        loss = step(model, optimizer, *load(user, item, rating))
        print(f"step {i + 1}: loss {loss:.4f}")
