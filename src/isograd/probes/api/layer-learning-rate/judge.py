from typing import Any

import numpy as np

from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(6, 3)).tolist(),
        "target": generator.normal(size=(6, 2)).tolist(),
        "first": generator.normal(size=(3, 4)).tolist(),
        "last": generator.normal(size=(4, 2)).tolist(),
        "slow": float(generator.uniform(0.005, 0.01)),
        "fast": float(generator.uniform(0.02, 0.05)),
    }


def expected(
    x: Any, target: Any, first: Any, last: Any, slow: float, fast: float
) -> dict[str, Any]:
    x, first, last = np.array(x), np.array(first), np.array(last)
    for _ in range(3):
        upstream = (x @ first @ last - target) * 2 / np.size(target)
        first, last = (
            first - slow * x.T @ upstream @ last.T,
            last - fast * (x @ first).T @ upstream,
        )
    return {"first": first, "last": last}


judge = counted_lines(same_values(1e-5))
