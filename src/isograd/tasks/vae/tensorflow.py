"""A variational autoencoder in TensorFlow 2: a Keras model, GradientTape and apply_gradients."""

import tensorflow as tf


# %% data
def load(x, noise):
    return tf.constant(x), tf.constant(noise)


# %% model
class VAE(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.encoder = tf.keras.layers.Dense(32, activation="tanh", name="encoder")
        self.mean = tf.keras.layers.Dense(4, name="mean")
        self.log_variance = tf.keras.layers.Dense(4, name="log_variance")
        self.decoder = tf.keras.layers.Dense(32, activation="tanh", name="decoder")
        self.pixels = tf.keras.layers.Dense(64, name="pixels")

    def encode(self, x):
        hidden = self.encoder(x)
        return self.mean(hidden), self.log_variance(hidden)

    def decode(self, z):
        return self.pixels(self.decoder(z))

    def call(self, inputs):
        x, noise = inputs
        mean, log_variance = self.encode(x)
        logits = self.decode(mean + tf.exp(log_variance / 2) * noise)
        return logits, mean, log_variance


# %% loss
def loss_fn(x, logits, mean, log_variance):
    cross_entropy = tf.nn.sigmoid_cross_entropy_with_logits(labels=x, logits=logits)
    kl = 0.5 * (mean**2 + tf.exp(log_variance) - 1 - log_variance)
    return tf.reduce_mean(tf.reduce_sum(cross_entropy, axis=1) + tf.reduce_sum(kl, axis=1))


# %% step
def build():
    model = VAE()
    model([tf.keras.Input([64]), tf.keras.Input([4])])  # creates the weights
    return model, tf.keras.optimizers.Adam(learning_rate=3e-3, epsilon=1e-8)


def step(model, optimizer, x, noise):
    with tf.GradientTape() as tape:
        loss = loss_fn(x, *model([x, noise], training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% loop
def predict(model, x):
    mean, _ = model.encode(x)
    return tf.sigmoid(model.decode(mean))


def train(model, optimizer, batches):
    for i, (x, noise) in enumerate(batches):
        loss = step(model, optimizer, *load(x, noise))
        print(f"step {i + 1}: loss {loss:.4f}")
