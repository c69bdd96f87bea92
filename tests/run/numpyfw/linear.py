"""A shown source: linear regression, one weight and one bias, mean squared error, SGD."""

from collections.abc import Iterator
from typing import Any

import numpy as np

Model = dict[str, np.ndarray]


def build() -> Model:
    return {"w": np.zeros((1, 1)), "b": np.zeros(1)}


def step(model: Model, x: np.ndarray, y: np.ndarray, rate: float) -> tuple[Any, Model]:
    error = x @ model["w"] + model["b"] - y  # [batch, 1]
    upstream = 2 * error / error.dtype.type(error.size)
    gradients = {"w": x.T @ upstream, "b": upstream.sum(axis=0)}
    for name, gradient in gradients.items():
        model[name] = model[name] - error.dtype.type(rate) * gradient
    return np.mean(error * error), gradients


def batches(steps: int, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(seed)
    for _ in range(steps):
        x = rng.standard_normal((32, 1))
        yield x, 3 * x + 1
