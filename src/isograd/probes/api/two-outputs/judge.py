from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(6, 3)).tolist(),
        "size": generator.normal(size=(6, 1)).tolist(),
        "place": generator.normal(size=(6, 2)).tolist(),
        "weights": [generator.normal(size=shape).tolist() for shape in [(3, 4), (4, 1), (4, 2)]],
        "share": float(generator.uniform(0.2, 0.8)),
        "rate": float(generator.uniform(0.05, 0.2)),
    }


def expected(
    x: Any, size: Any, place: Any, weights: Any, share: float, rate: float
) -> dict[str, Any]:
    x = np.array(x)
    trunk, head, tail = (np.array(weight) for weight in weights)
    hidden = x @ trunk
    squared = 2 * (hidden @ head - size) / np.size(size)
    absolute = share * np.sign(hidden @ tail - place) / np.size(place)
    return {
        "trunk": trunk - rate * x.T @ (squared @ head.T + absolute @ tail.T),
        "size_head": head - rate * hidden.T @ squared,
        "place_head": tail - rate * hidden.T @ absolute,
    }


judge = counted_lines(same_values(1e-5))
