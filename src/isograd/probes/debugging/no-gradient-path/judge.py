from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"values": [float(value) for value in generator.uniform(0.5, 3, 4)]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """An error at the line that asks for the gradient is ``yes``, None ``partly``."""
    if found.error:
        return raises(found, expected["line"])
    gradient = found.values["gradient"]
    if gradient is None:
        return Answer("partly", "none_came")
    return Answer("no", "went_on", {"name": "gradient", "made": str(gradient)})
