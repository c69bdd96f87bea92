"""A variational autoencoder in PaddlePaddle, as a static Program."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, noise):
    return x, noise  # the executor feeds NumPy arrays


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
        logits = self.decode(paddle.exp(log_variance / 2) * noise + mean)
        return logits, mean, log_variance


# %% loss
def loss_fn(x, logits, mean, log_variance):
    cross_entropy = nn.functional.binary_cross_entropy_with_logits(logits, x, reduction="none")
    kl = 0.5 * (mean**2 + paddle.exp(log_variance) - 1 - log_variance)
    return paddle.mean(cross_entropy.sum(axis=1) + kl.sum(axis=1))


# %% step
class Graph(NamedTuple):
    main: static.Program
    loss: paddle.pir.Value
    infer: static.Program


def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        x = static.data("x", [None, 64])
        noise = static.data("noise", [None, 4])
        model = VAE()
        logits, mean, log_variance = model(x, noise)
        loss = loss_fn(x, logits, mean, log_variance)
        probabilities = nn.functional.sigmoid(model.decode(mean))
        infer = static.normalize_program(main, [x], [probabilities])
        paddle.optimizer.Adam(learning_rate=3e-3).minimize(loss)
    executor = static.Executor()
    executor.run(startup)
    return executor, Graph(main, loss, infer)


def step(executor, graph, x, noise):
    feed = {"x": x, "noise": noise}
    (value,) = executor.run(graph.main, feed=feed, fetch_list=[graph.loss])
    return value


# %% loop
def predict(executor, graph, x):
    (probabilities,) = executor.run(graph.infer, feed={"x": x}, fetch_list=[])
    return probabilities


def train(executor, graph, batches):
    for i, (x, noise) in enumerate(batches):
        value = step(executor, graph, *load(x, noise))
        print(f"step {i + 1}: loss {value:.4f}")
