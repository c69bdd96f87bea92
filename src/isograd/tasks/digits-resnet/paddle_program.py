"""Handwritten digits with a residual network in PaddlePaddle, as a static Program."""

from typing import NamedTuple

import paddle
from paddle import nn, static

paddle.enable_static()


# %% data
def load(x, y):
    return x, y  # the executor feeds NumPy arrays


# %% model
def conv_norm(before, after, size=3, stride=1):
    conv = nn.Conv2D(before, after, size, stride, padding=size // 2, bias_attr=False)
    return nn.Sequential(conv, nn.BatchNorm2D(after))


class Block(nn.Layer):
    def __init__(self, before, after, stride=1):
        super().__init__()
        self.first = conv_norm(before, after, stride=stride)
        self.second = conv_norm(after, after)
        self.shortcut = nn.Identity() if stride == 1 else conv_norm(before, after, 1, stride)
        self.activation = nn.Silu()

    def forward(self, x):
        y = self.second(self.activation(self.first(x)))
        return self.activation(y + self.shortcut(x))


class ResNet(nn.Layer):
    def __init__(self):
        super().__init__()
        self.stem = conv_norm(1, 8, stride=2)
        self.activation = nn.Silu()
        self.block1 = Block(8, 8)
        self.block2 = Block(8, 16, stride=2)
        self.output = nn.Linear(16, 10)

    def forward(self, x):
        x = x.unsqueeze(1)  # [batch, channel, height, width]
        x = self.block2(self.block1(self.activation(self.stem(x))))
        return self.output(x.mean(axis=(2, 3)))


# %% loss
loss_fn = nn.CrossEntropyLoss()


# %% step
class Graph(NamedTuple):
    main: static.Program
    loss: paddle.pir.Value
    infer: static.Program
    scheduler: paddle.optimizer.lr.LRScheduler


def build():
    main, startup = static.Program(), static.Program()
    with static.program_guard(main, startup):
        x = static.data("x", [None, 8, 8])
        y = static.data("y", [None], "int64")
        logits = ResNet()(x)
        loss = loss_fn(logits, y)
        infer = static.normalize_program(main, [x], [logits])  # in evaluation mode
        scheduler = paddle.optimizer.lr.MultiStepDecay(0.0625, milestones=[3, 25], gamma=0.5)
        optimizer = paddle.optimizer.Momentum(
            learning_rate=scheduler, momentum=0.9, weight_decay=5e-4
        )
        optimizer.minimize(loss)
    executor = static.Executor()
    executor.run(startup)
    return executor, Graph(main, loss, infer, scheduler)


def step(executor, graph, x, y):
    (value,) = executor.run(graph.main, feed={"x": x, "y": y}, fetch_list=[graph.loss])
    graph.scheduler.step()
    return value


# %% loop
def predict(executor, graph, x):
    (logits,) = executor.run(graph.infer, feed={"x": x}, fetch_list=[])
    return logits


def train(executor, graph, batches):
    for i, (x, y) in enumerate(batches):
        value = step(executor, graph, *load(x, y))
        print(f"step {i + 1}: loss {value:.4f}")
