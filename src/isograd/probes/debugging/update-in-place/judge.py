from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"width": int(generator.integers(3, 9)), "step": float(generator.uniform(0.1, 2))}


def expected(width: int, step: float) -> dict[str, Any]:
    """By how much the parameters of the model moved."""
    return {"moved": [step] * width}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return raises(found, expected["line"])
    return same_values(1e-4)(found, inputs, {"moved": expected["moved"]})
