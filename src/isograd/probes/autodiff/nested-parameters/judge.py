from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    b, scales = generator.uniform(0.5, 2), generator.uniform(0.5, 2, size=2)
    return {"w": generator.normal(size=3).tolist(), "b": float(b), "scales": scales.tolist()}


def expected(w: list[float], b: float, scales: list[float]) -> dict[str, Any]:
    return {"w": 2 * np.array(w), "b": scales[0] * scales[1], "scale": b * scales[1]}


judge = same_values(1e-5)
