import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

NAMES = ["sin", "tanh", "sqrt", "floor", "log1p", "expm1"]


def inputs(generator: np.random.Generator) -> dict[str, list[str]]:
    return {"names": generator.permutation(NAMES)[:4].tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """The operations must be named in the text, in the order in which they were written."""
    if found.error:
        return refused(found)
    text, place = str(found.values["text"]).lower(), 0
    for name in inputs["names"]:
        at = re.search(rf"(?<![a-z]){name}(?![a-z0-9])", text[place:])
        if at is None:
            return Answer("no", "operation_not_named", {"name": name})
        place += at.end()
    lines = text.strip().count("\n") + 1
    return Answer("yes", "graph_in_lines", {"lines": str(lines)}, float(lines))
