"""A generative adversarial network in PaddlePaddle, as a static Program of two updates."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(real, noise):
    return real, noise  # the executor feeds NumPy arrays


# %% model
class Network(nn.Layer):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.first = nn.Linear(inputs, 16)
        self.second = nn.Linear(16, 16)
        self.last = nn.Linear(16, outputs)

    def forward(self, x):
        return self.last(paddle.tanh(self.second(paddle.tanh(self.first(x)))))


# %% loss
cross_entropy = nn.functional.binary_cross_entropy_with_logits


def discriminator_loss(real_logits, fake_logits):
    real_loss = cross_entropy(real_logits, paddle.ones_like(real_logits))
    return real_loss + cross_entropy(fake_logits, paddle.zeros_like(fake_logits))


def generator_loss(fake_logits):
    return cross_entropy(fake_logits, paddle.ones_like(fake_logits))


# %% step
class Graph(NamedTuple):
    main: static.Program
    losses: paddle.pir.Value
    infer: static.Program


def minimize(loss, network):
    """An Adam of its own for ``network``; the gradient stops at all other parameters."""
    optimizer = paddle.optimizer.Adam(2e-4, beta1=0.5)
    optimizer.minimize(loss, parameters=network.parameters())


def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        real = static.data("real", [None, 2])
        noise = static.data("noise", [None, 4])
        generator, discriminator = Network(4, 2), Network(2, 1)
        fake = generator(noise)
        infer = static.normalize_program(main, [noise], [fake])
        loss_d = discriminator_loss(discriminator(real), discriminator(fake))
        minimize(loss_d, discriminator)
        loss_g = generator_loss(discriminator(fake))  # the discriminator as just updated
        minimize(loss_g, generator)
        losses = paddle.stack([loss_d, loss_g])
    executor = static.Executor()
    executor.run(startup)
    return executor, Graph(main, losses, infer)


def step(executor, graph, real, noise):
    feed = {"real": real, "noise": noise}
    (losses,) = executor.run(graph.main, feed=feed, fetch_list=[graph.losses])
    return losses


# %% loop
def predict(executor, graph, noise):
    (points,) = executor.run(graph.infer, feed={"noise": noise}, fetch_list=[])
    return points


def train(executor, graph, batches):
    for i, (real, noise) in enumerate(batches):
        loss_d, loss_g = step(executor, graph, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
