from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises, refused


def inputs(generator: np.random.Generator) -> dict[str, float]:
    good, bad = generator.uniform(0.5, 9, 2)
    return {"good": float(good), "bad": -float(bad)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """Raised for the good value already: the check itself is refused."""
    if found.error and "the good value passed" not in found.output:
        return refused(found)
    return raises(found, expected["line"])
