from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(8, 3)).tolist(),
        "y": generator.normal(size=(8, 1)).tolist(),
    }


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    first, last = found.values["losses"]
    if not last < first:
        return Answer("error", "ecosystem_not_trained")
    warned = found.values["warned"]
    if not warned:
        return Answer("yes", "ecosystem_not_warned", quantity=0.0)
    details = {"number": str(len(warned)), "first": warned[0][:200]}
    return Answer("no", "ecosystem_warned", details, float(len(warned)))
