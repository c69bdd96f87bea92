from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "w": generator.normal(size=3).tolist(),
        "first": generator.uniform(0.5, 1.5, 3).tolist(),
        "second": generator.uniform(-1.5, -0.5, 3).tolist(),
    }


def expected(w: list[float], first: list[float], second: list[float]) -> dict[str, Any]:
    return {"first": np.array(w) * first, "second": np.array(w) - second}


judge = same_values(1e-5)
