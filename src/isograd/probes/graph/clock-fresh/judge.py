from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often, refused


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"calls": int(generator.integers(5, 9))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """Calls after the first that gave a value not seen before."""
    if found.error:
        return refused(found)
    return often(len(set(found.values["values"])) - 1, int(inputs["calls"]) - 1)
