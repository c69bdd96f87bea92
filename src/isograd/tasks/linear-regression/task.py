"""Fit y = 3x + 1 with one linear layer: the unified task of the source article."""

import numpy as np

from isograd.suite.contract import Array, Arrays, Article, Dataset, Task, Title
from isograd.suite.optimisers import Sgd

STEPS, BATCH = 100, 32


def dataset(rng: np.random.Generator) -> Dataset:
    x = rng.standard_normal((STEPS * BATCH, 1), dtype=np.float32)
    y = np.float32(3.0) * x + np.float32(1.0)
    order = np.arange(STEPS * BATCH, dtype=np.int64).reshape(STEPS, BATCH)
    return Dataset(train={"x": x, "y": y}, order=order)


def initial(rng: np.random.Generator) -> Arrays:
    return {
        "linear.kernel": rng.standard_normal((1, 1), dtype=np.float32),
        "linear.bias": rng.standard_normal(1, dtype=np.float32),
    }


def loss_and_gradients(parameters: Arrays, batch: Arrays) -> tuple[Array, Arrays]:
    kernel, bias = parameters["linear.kernel"], parameters["linear.bias"]
    error = batch["x"] @ kernel + bias - batch["y"]  # [batch, 1]
    upstream = 2 * error / error.dtype.type(error.size)  # d mean(error²) / d prediction
    gradients = {"linear.kernel": batch["x"].T @ upstream, "linear.bias": upstream.sum(axis=0)}
    return np.mean(error * error), gradients


task = Task(
    id="linear-regression",
    title=Title(en="Linear regression", zh="线性回归"),
    summary=Title(
        en="Fit y = 3x + 1 with one linear layer, mean squared error and SGD.",
        zh="用一个线性层、均方误差和 SGD 拟合 y = 3x + 1。",
    ),
    seed=20,
    steps=STEPS,
    optimiser=Sgd(learning_rate=0.1),
    dataset=dataset,
    initial=initial,
    loss_and_gradients=loss_and_gradients,
    article=Article(
        steps=STEPS,
        target={"linear.kernel": 3.0, "linear.bias": 1.0},
        tolerance=1e-3,
        original=("pytorch", "tensorflow"),
    ),
)
