"""A variational autoencoder in Keras with a training step in TensorFlow."""

import keras
import tensorflow as tf
from keras import ops


# %% data
def load(x, noise):
    return tf.constant(x), tf.constant(noise)


# %% model
class VAE(keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder = keras.layers.Dense(32, activation="tanh", name="encoder")
        self.mean = keras.layers.Dense(4, name="mean")
        self.log_variance = keras.layers.Dense(4, name="log_variance")
        self.decoder = keras.layers.Dense(32, activation="tanh", name="decoder")
        self.pixels = keras.layers.Dense(64, name="pixels")

    def encode(self, x):
        hidden = self.encoder(x)
        return self.mean(hidden), self.log_variance(hidden)

    def decode(self, z):
        return self.pixels(self.decoder(z))

    def call(self, inputs):
        x, noise = inputs
        mean, log_variance = self.encode(x)
        logits = self.decode(mean + ops.exp(log_variance / 2) * noise)
        return logits, mean, log_variance


# %% loss
def loss_fn(x, logits, mean, log_variance):
    cross_entropy = ops.sum(ops.binary_crossentropy(x, logits, from_logits=True), axis=-1)
    kl = 0.5 * ops.sum(mean**2 + ops.exp(log_variance) - 1 - log_variance, axis=-1)
    return ops.mean(cross_entropy + kl)


# %% step
def build():
    model = VAE()
    model([keras.Input([64]), keras.Input([4])])  # creates the weights
    optimizer = keras.optimizers.Adam(learning_rate=3e-3, epsilon=1e-8)
    return model, optimizer


@tf.function
def step(model, optimizer, x, noise):
    with tf.GradientTape() as tape:
        loss = loss_fn(x, *model([x, noise], training=True))
    gradients = tape.gradient(loss, model.trainable_weights)
    optimizer.apply(gradients, model.trainable_weights)
    return loss


# %% loop
def predict(model, x):
    mean, _ = model.encode(x)
    return ops.sigmoid(model.decode(mean))


def train(model, optimizer, batches):
    for i, (x, noise) in enumerate(batches):
        loss = step(model, optimizer, *load(x, noise))
        print(f"step {i + 1}: loss {loss:.4f}")
