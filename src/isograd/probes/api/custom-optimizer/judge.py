from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(8, 3)).tolist(),
        "y": generator.normal(size=(8, 1)).tolist(),
        "w": generator.normal(size=(3, 1)).tolist(),
        "rate": float(generator.uniform(0.1, 0.3)),
        "beta": float(generator.uniform(0.5, 0.9)),
    }


def expected(x: Any, y: Any, w: Any, rate: float, beta: float) -> dict[str, Any]:
    """Three steps of momentum whose length is bounded: w -= rate * v / (1 + |v|)."""
    x, weight, v = np.array(x), np.array(w), 0.0
    for _ in range(3):
        v = beta * v + x.T @ (x @ weight - y) * 2 / len(x)
        weight = weight - rate * v / (1 + np.abs(v))
    return {"w": weight}


judge = counted_lines(same_values(1e-5))
