from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    values = generator.uniform(1, 9, int(generator.integers(3, 8)))
    beyond = len(values) + int(generator.integers(0, 4))
    return {"values": values.tolist(), "indices": [1, beyond]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """NaN in the place of the absent element is at least conspicuous: ``partly``."""
    if found.error:
        return raises(found, expected["line"])
    made = float(found.values["taken"][1])
    if np.isnan(made):
        return Answer("partly", "nan_came")
    return Answer("no", "went_on", {"name": "x[n]", "made": f"{made:.6g}"})
