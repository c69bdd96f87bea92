from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "w": generator.normal(size=3).round(3).tolist(),
        "t": generator.normal(size=3).round(3).tolist(),
    }


def expected(w: Any, t: Any) -> dict[str, Any]:
    a, b, m = np.array(w), np.array(t), 0.0
    for _ in range(3):
        m = 0.9 * m + 2 * (a - b)
        a = a - 0.1 * m
    return {"w": a}


judge = same_values(1e-5)
