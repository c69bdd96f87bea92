from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    good = generator.uniform(1, 2, 3)
    return {"good": good.tolist(), "bad": (-good).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """Good data must pass, and bad ones must raise the exception that was written."""
    if found.error:
        return refused(found)
    good, bad = found.values["good"], found.values["bad"]
    if isinstance(good, str):
        return Answer("no", "good_refused", {"message": good[:MESSAGE]})
    if not np.allclose(good, np.array(inputs["good"]) * 2):
        return Answer("no", "other_value", {"name": "good", "made": str(good), "wanted": "x * 2"})
    if not isinstance(bad, str):
        return Answer("no", "silent")
    own = bad.startswith("NegativeSumError: ")
    code = "raised_as_written" if own else "raised_otherwise"
    return Answer("yes" if own else "partly", code, {"message": bad[:MESSAGE]})
