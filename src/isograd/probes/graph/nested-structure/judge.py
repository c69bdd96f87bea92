from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values

KINDS = ["tuple", "list", "NoneType"]


def inputs(generator: np.random.Generator) -> dict[str, float]:
    return {name: float(generator.uniform(1, 2)) for name in "abc"}


def expected(a: float, b: float, c: float) -> dict[str, list[float]]:
    return {"values": [a * 2, b * 3, c + 1]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """The values must be right, and the containers those that were written."""
    answer = same_values(1e-5)(found, inputs, expected)
    kinds = found.values.get("kinds")
    if answer.verdict != "yes" or kinds == KINDS:
        return answer
    details = {"name": "result", "made": ", ".join(kinds or []), "wanted": ", ".join(KINDS)}
    return Answer("partly", "other_value", details)
