from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, OUR_FAULTS, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"start": generator.normal(size=(4, 3)).round(3).tolist()}


def expected(start: Any) -> dict[str, Any]:
    """Both processes double the weights before they write them."""
    return {"weight": (2 * np.array(start)).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error.get("type") == "ChildProcessError":
        lines = [line.strip() for line in found.output.splitlines() if "Error" in line]
        message = lines[-1] if lines else found.raised
        ours = not lines or message.startswith(OUR_FAULTS)  # without words: lost
        return Answer("error" if ours else "no", "raised", {"message": message[:MESSAGE]})
    if found.error.get("type") == "TimeoutExpired":
        return Answer("error", "raised", {"message": found.raised[:MESSAGE]})
    answer = same_values(1e-6)(found, inputs, {"weight": expected["weight"]})
    files = found.values.get("files")
    quantity = float(files) if files and answer.verdict == "yes" else None
    return Answer(answer.verdict, answer.reason_code, answer.details, quantity)
