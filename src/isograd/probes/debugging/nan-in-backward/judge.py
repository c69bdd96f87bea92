import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    values = generator.uniform(-0.9, 0.9, int(generator.integers(3, 7)))
    values[int(generator.integers(len(values)))] = 1
    return {"values": [float(value) for value in values]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """A message on the output counts as well; ``yes`` only for the line of the arc cosine."""
    line = int(expected["line"])
    said = re.findall(r"^.*(?:\bnan\b|invalid loss).*$", found.output, re.I | re.M)
    if found.error:
        answer = raises(found, line)
        here = rf'/nan-in-backward/\w+\.py", line {line}\b'
        if answer.verdict == "partly" and re.search(here, found.output):
            return Answer("yes", "told", answer.details, answer.quantity)
        return answer
    if said:
        return Answer("partly", "warned", {"message": said[-1].strip()[:300]})
    return raises(found, line)
