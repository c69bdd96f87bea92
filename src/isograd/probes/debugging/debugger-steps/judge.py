from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often, refused

LINES = 3  # of the function


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"calls": int(generator.integers(6, 10))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """More lines than those of the calls are of a call by which a model is built."""
    if found.error:
        return refused(found)
    of = LINES * int(inputs["calls"])
    return often(min(int(found.values["lines"]), of), of)
