from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found, Verdict
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"x": generator.normal(size=int(generator.integers(50, 200))).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    answer = same_values(1e-6)(found, inputs, {"values": inputs["x"]})
    if answer.verdict != "yes":
        return answer
    shared, of = sum(found.values["shared"]), len(found.values["shared"])
    details = {"times": str(of - shared), "of": str(of)}
    verdict: Verdict = "yes" if shared == of else "partly" if shared else "no"
    return Answer(verdict, "ecosystem_copied", details, shared / of)
