from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"number": int(generator.integers(2**31, 2**40))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return raises(found, expected["line"])
    made = str(found.values["made"])
    return Answer("no", "went_on", {"name": str(inputs["number"]), "made": made})
