from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    depth = int(generator.integers(3, 5))
    w = generator.uniform(0.2, 1.0, 2 ** (depth + 1) - 1)
    return {"w": w.tolist(), "x": generator.normal(size=3).tolist()}


def expected(w: list[float], x: list[float]) -> dict[str, Any]:
    """Level by level, from the leaves: node i has the children 2i + 1 and 2i + 2."""
    values = np.empty((len(w), len(x)))
    for i in reversed(range(len(w))):
        below = 2 * i + 1
        made = np.array(x) if below >= len(w) else values[below] + values[below + 1]
        values[i] = np.tanh(w[i] * made)
    return {"root": values[0]}


judge = counted_lines(same_values(1e-5))
