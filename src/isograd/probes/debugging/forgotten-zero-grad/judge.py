from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"values": [float(value) for value in generator.uniform(0.5, 3, 4)]}


def expected(values: list[float]) -> dict[str, Any]:
    """The gradient of the sum of squares."""
    return {"gradient": [2 * value for value in values]}


judge = same_values(1e-4)
