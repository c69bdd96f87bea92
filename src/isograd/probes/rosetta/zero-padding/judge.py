from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"x": generator.normal(size=(3, 4)).round(3).tolist()}


def expected(x: list[list[float]]) -> dict[str, Any]:
    return {"y": np.pad(np.array(x), ((0, 0), (1, 2)))}


judge = same_values(1e-5)
