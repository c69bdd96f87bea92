"""Matrix factorisation in TensorFlow 2: a Keras model, GradientTape and apply_gradients."""

import tensorflow as tf


# %% data
def load(user, item, rating):
    return tf.constant(user), tf.constant(item), tf.constant(rating)


# %% model
def create_model():
    user = tf.keras.Input(shape=(), dtype="int64")
    item = tf.keras.Input(shape=(), dtype="int64")
    users = tf.keras.layers.Embedding(50, 4, name="user_factors")(user)
    items = tf.keras.layers.Embedding(40, 4, name="item_factors")(item)
    user_bias = tf.keras.layers.Embedding(50, 1, name="user_bias")(user)
    item_bias = tf.keras.layers.Embedding(40, 1, name="item_bias")(item)
    product = tf.keras.layers.Dot(axes=1)([users, items])
    rating = tf.keras.layers.Add()([product, user_bias, item_bias])
    return tf.keras.Model([user, item], rating)


# %% loss
loss_fn = tf.keras.losses.MeanSquaredError()


# %% step
def build():
    return create_model(), tf.keras.optimizers.SGD(learning_rate=2.0)


def step(model, optimizer, user, item, rating):
    with tf.GradientTape() as tape:
        loss = loss_fn(rating, model([user, item], training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% loop
def predict(model, user, item):
    return model([user, item], training=False)


def train(model, optimizer, batches):
    for i, (user, item, rating) in enumerate(batches):
        loss = step(model, optimizer, *load(user, item, rating))
        print(f"step {i + 1}: loss {loss:.4f}")
