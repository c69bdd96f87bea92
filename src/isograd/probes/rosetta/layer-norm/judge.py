from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"x": generator.normal(size=(3, 4)).round(3).tolist()}


def expected(x: list[list[float]]) -> dict[str, Any]:
    a = np.array(x)
    return {"y": (a - a.mean(1, keepdims=True)) / np.sqrt(a.var(1, keepdims=True) + 1e-5)}


judge = same_values(1e-4)
