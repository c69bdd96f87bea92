from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"x": generator.normal(size=(3, 4)).round(3).tolist()}


def expected(x: list[list[float]]) -> dict[str, Any]:
    from scipy.special import ndtr

    a = np.array(x)
    return {"y": a * ndtr(a)}


judge = same_values(1e-5)
