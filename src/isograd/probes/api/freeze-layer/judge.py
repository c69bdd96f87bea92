from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(6, 3)).tolist(),
        "target": generator.normal(size=(6, 2)).tolist(),
        "first": generator.normal(size=(3, 4)).tolist(),
        "last": generator.normal(size=(4, 2)).tolist(),
        "rate": float(generator.uniform(0.02, 0.1)),
    }


def expected(x: Any, target: Any, first: Any, last: Any, rate: float) -> dict[str, Any]:
    hidden, last = np.array(x) @ np.array(first), np.array(last)
    for _ in range(3):
        last = last - rate * hidden.T @ (hidden @ last - target) * 2 / np.size(target)
    return {"first": np.float32(first), "last": last}


judge = counted_lines(same_values(1e-5))
