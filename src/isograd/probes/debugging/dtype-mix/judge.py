from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"size": int(generator.integers(2, 9))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if not found.error:
        return Answer("no", "went_on", {"name": "dtype", "made": str(found.values["dtype"])})
    return raises(found, expected["line"])
