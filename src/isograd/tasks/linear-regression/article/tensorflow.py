"""Linear regression in TensorFlow 2, on a fresh random batch at every step."""

import tensorflow as tf


# %% data
def batches(steps, seed):
    tf.random.set_seed(seed)
    for _ in range(steps):
        x = tf.random.normal((32, 1))
        yield x, 3 * x + 1


# %% model
def create_model():
    return tf.keras.Sequential(
        [
            tf.keras.Input(shape=(1,)),
            tf.keras.layers.Dense(1, name="linear"),
        ]
    )


# %% loss
loss_fn = tf.keras.losses.MeanSquaredError()


# %% step
def build():
    return create_model(), tf.keras.optimizers.SGD(learning_rate=0.1)


def step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% loop
def train(model, optimizer, steps=100, seed=0):
    for x, y in batches(steps, seed):
        step(model, optimizer, x, y)
    w, b = model.get_weights()
    print(f"w = {w.item():.4f}, b = {b.item():.4f}")
