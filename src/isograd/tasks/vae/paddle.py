"""A variational autoencoder in PaddlePaddle."""

import paddle
from paddle import nn


# %% data
def load(x, noise):
    return paddle.to_tensor(x), paddle.to_tensor(noise)


# %% model
class VAE(nn.Layer):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(64, 32)
        self.mean = nn.Linear(32, 4)
        self.log_variance = nn.Linear(32, 4)
        self.decoder = nn.Linear(4, 32)
        self.pixels = nn.Linear(32, 64)

    def encode(self, x):
        hidden = paddle.tanh(self.encoder(x))
        return self.mean(hidden), self.log_variance(hidden)

    def decode(self, z):
        return self.pixels(paddle.tanh(self.decoder(z)))

    def forward(self, x, noise):
        mean, log_variance = self.encode(x)
        # The product first: with mean + …, to_static would write the sum over the mean it returns.
        logits = self.decode(paddle.exp(log_variance / 2) * noise + mean)
        return logits, mean, log_variance


# %% loss
def loss_fn(x, logits, mean, log_variance):
    cross_entropy = nn.functional.binary_cross_entropy_with_logits(logits, x, reduction="none")
    kl = 0.5 * (mean**2 + paddle.exp(log_variance) - 1 - log_variance)
    return paddle.mean(cross_entropy.sum(axis=1) + kl.sum(axis=1))


# %% step
def build():
    model = VAE()
    optimizer = paddle.optimizer.Adam(learning_rate=3e-3, parameters=model.parameters())
    return model, optimizer


def step(model, optimizer, x, noise):
    optimizer.clear_grad()
    loss = loss_fn(x, *model(x, noise))
    loss.backward()
    optimizer.step()
    return loss


# %% loop
@paddle.no_grad()
def predict(model, x):
    mean, _ = model.encode(x)
    return nn.functional.sigmoid(model.decode(mean))


def train(model, optimizer, batches):
    for i, (x, noise) in enumerate(batches):
        loss = step(model, optimizer, *load(x, noise))
        print(f"step {i + 1}: loss {loss.item():.4f}")
