"""A variational autoencoder in Keras: the model brings its own loss, fit does the rest."""

import keras
from keras import ops


# %% data
def load(x, noise):
    return x, noise  # [steps * 64, …] each; fit cuts the batches


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

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return loss_fn(y, *y_pred)


# %% loss
def loss_fn(x, logits, mean, log_variance):
    cross_entropy = ops.sum(ops.binary_crossentropy(x, logits, from_logits=True), axis=-1)
    kl = 0.5 * ops.sum(mean**2 + ops.exp(log_variance) - 1 - log_variance, axis=-1)
    return ops.mean(cross_entropy + kl)


# %% step
def build():
    model = VAE()
    model([keras.Input([64]), keras.Input([4])])  # creates the weights
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=3e-3, epsilon=1e-8))
    return model


# %% loop
def predict(model, x):
    mean, _ = model.encode(x)
    return ops.sigmoid(model.decode(mean))


def train(model, x, noise):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(logs["loss"])
    )
    model.fit([x, noise], x, batch_size=64, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
