from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often, raises


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"layers": int(generator.integers(2, 6)), "width": int(generator.integers(3, 9))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """How many of the layers one step of training moved; an error tells the mistake."""
    if found.error:
        return raises(found, expected["line"])
    return often(int(found.values["moved"]), int(inputs["layers"]))
