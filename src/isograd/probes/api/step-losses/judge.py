from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(5, 8, 3)).tolist(),  # a batch for each of five steps
        "y": generator.normal(size=(5, 8, 1)).tolist(),
        "w": generator.normal(size=(3, 1)).tolist(),
        "rate": float(generator.uniform(0.1, 0.3)),
    }


def expected(x: Any, y: Any, w: Any, rate: float) -> dict[str, Any]:
    weight, losses = np.array(w), []
    for batch, target in zip(np.array(x), np.array(y), strict=True):
        error = batch @ weight - target
        losses.append(np.mean(error**2))
        weight = weight - rate * batch.T @ error * 2 / error.size
    return {"losses": losses}


judge = counted_lines(same_values(1e-5))
