from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, OUR_FAULTS, refused


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    """The second is too short."""
    lengths = (int(generator.integers(3, 8)), 2)
    return {"xs": [generator.uniform(1, 2, length).tolist() for length in lengths]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if not found.error:
        return Answer("no", "silent")
    if found.error["type"] in OUR_FAULTS:
        return refused(found)
    own = found.error["type"] == "TooShortError"
    below = found.error.get("below_user")
    code = "raised_as_written" if own else "raised_otherwise"
    quantity = None if below is None else float(below)
    return Answer("yes" if own else "partly", code, {"message": found.raised[:MESSAGE]}, quantity)
