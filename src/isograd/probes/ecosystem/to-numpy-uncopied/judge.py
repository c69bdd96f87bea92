from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"x": generator.normal(size=int(generator.integers(50, 200))).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    answer = same_values(1e-6)(found, inputs, {"values": inputs["x"]})
    if answer.verdict != "yes":
        return answer
    shared = bool(found.values["shared"])
    details = {"times": str(int(not shared)), "of": "1"}
    return Answer("yes" if shared else "no", "ecosystem_copied", details)
