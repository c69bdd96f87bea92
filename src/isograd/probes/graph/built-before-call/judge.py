from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"calls": int(generator.integers(3, 6))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    before, first, *_, last = [int(count) for count in found.values["counts"]]
    details = {"times": str(last), "of": str(inputs["calls"])}
    if last == 0:
        return Answer("no", "never_built", details, 0.0)
    when = "built_before" if before else "built_at_first" if first else "built_later"
    return Answer("yes" if before else "no", when, details, float(last))
