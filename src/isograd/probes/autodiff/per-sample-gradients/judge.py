from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[Any]]:
    sizes = {"w": 3, "x": (6, 3), "y": 6}
    return {name: generator.normal(size=size).tolist() for name, size in sizes.items()}


def expected(w: list[float], x: list[list[float]], y: list[float]) -> dict[str, np.ndarray]:
    residual = np.array(x) @ np.array(w) - np.array(y)
    return {"gradients": 2 * residual[:, None] * np.array(x)}


judge = same_values(1e-4)
