"""Next characters of verse with an LSTM in TensorFlow 2: a Keras model and a GradientTape."""

import tensorflow as tf


# %% data
def load(x, y):
    return tf.constant(x), tf.constant(y)


# %% model
def create_model():
    x = tf.keras.Input(shape=(30,), dtype="int64")
    embedding = tf.keras.layers.Embedding(164, 12, mask_zero=True, name="embedding")
    lstm = tf.keras.layers.LSTM(16, return_sequences=True, return_state=True, name="lstm")
    output = tf.keras.layers.Dense(164, name="output")
    state, logits = None, []
    for window in tf.keras.ops.split(x, 3, axis=1):
        hidden, *state = lstm(embedding(window), initial_state=state)
        state = [tf.keras.ops.stop_gradient(part) for part in state]
        logits.append(output(hidden))
    return tf.keras.Model(x, tf.keras.layers.Concatenate(axis=1)(logits))  # [batch, time, class]


# %% loss
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)  # heeds the logits' mask


# %% step
def build():
    model = create_model()
    optimizer = tf.keras.optimizers.SGD(learning_rate=2.0)
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
