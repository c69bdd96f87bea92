from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"weight": generator.normal(size=(3, 2)).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """An absent converter is the answer here, hence no fault of the program."""
    if found.error:
        if found.error["type"] in ("NameError", "SyntaxError"):
            return refused(found)
        return Answer("no", "raised", {"message": found.raised[:MESSAGE]})
    content = bytes.fromhex(found.values["file"])
    weight = np.array(inputs["weight"], "float32")
    if not any(made.tobytes() in content for made in (weight, weight.T)):
        return Answer("no", "ecosystem_weights_absent")
    return Answer("yes", "ecosystem_exported", quantity=float(len(content)))
