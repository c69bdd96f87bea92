from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[Any]]:
    return {
        "x": generator.normal(size=4).tolist(),
        "matrix": (0.5 * generator.normal(size=(5, 4))).tolist(),
    }


def expected(x: list[float], matrix: list[list[float]]) -> dict[str, np.ndarray]:
    rows = np.array(matrix)
    weights = np.exp(rows @ np.array(x))
    share = weights / weights.sum()
    mean = share @ rows
    return {"hessian": (share[:, None] * rows).T @ rows - np.outer(mean, mean)}


judge = same_values(1e-4)
