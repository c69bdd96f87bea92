from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"values": [float(value) for value in generator.uniform(0.5, 3, 4)]}


def expected(values: list[float]) -> dict[str, Any]:
    """The gradient of the sum of squares at the values of the forward pass."""
    return {"gradient": [2 * value for value in values]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return raises(found, expected["line"])
    return same_values(1e-4)(found, inputs, {"gradient": expected["gradient"]})
