from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, str]:
    letters = generator.choice(list("bcdfghjklmnpqrstvwz"), 6, replace=False)
    return {"name": "layer_" + "".join(letters)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """``name`` is that of the layer that is missing."""
    if found.error:
        answer = raises(found)
        if answer.verdict != "yes" or inputs["name"] in found.raised:
            return answer
        return Answer("partly", "key_not_named", answer.details, answer.quantity)
    said = [line for line in found.output.splitlines() if inputs["name"] in line]
    return Answer("partly", "warned", {"message": said[-1][:300]}) if said else raises(found)
