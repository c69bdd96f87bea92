"""Fit y = 3x + 1 by one linear layer, with a fresh batch at each step."""

import tensorflow as tf

# %% model
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)
loss_fn = tf.keras.losses.MeanSquaredError()


# %% loop
def train():
    for _ in range(100):
        x = tf.random.normal([32, 1])
        y = 3 * x + 1
        with tf.GradientTape() as tape:
            loss = loss_fn(y, model(x))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))


# %% ask
def ask():
    train()
    kernel, bias = model.get_weights()
    return {"w": kernel.item(), "b": bias.item()}
