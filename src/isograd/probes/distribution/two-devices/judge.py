from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    steps, rows, width = 5, 8, 3
    return {
        "start": generator.normal(size=width).round(3).tolist(),
        "batches": generator.normal(size=(steps, rows, width)).round(3).tolist(),
        "targets": generator.normal(size=(steps, rows)).round(3).tolist(),
        "rate": float(generator.uniform(0.05, 0.1)),
    }


def expected(start: Any, batches: Any, targets: Any, rate: float) -> dict[str, Any]:
    """The weights after each step of gradient descent on the mean square over the whole batch."""
    weight, weights = np.array(start), []
    for x, y in zip(np.array(batches), np.array(targets)):
        weight = weight - rate * 2 / len(y) * x.T @ (x @ weight - y)
        weights.append(weight.tolist())
    return {"weights": weights, "devices": 2}


judge = same_values(1e-5)
