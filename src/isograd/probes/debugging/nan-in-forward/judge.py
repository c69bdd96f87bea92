import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    values = generator.uniform(0.5, 4, int(generator.integers(3, 7)))
    values[int(generator.integers(len(values)))] *= -1
    return {"values": [float(value) for value in values]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """A message on the output counts as well; ``yes`` only for the line of the logarithm."""
    said = re.findall(r"^.*(?:\bnan\b|\binf_or_nan\b|invalid loss).*$", found.output, re.I | re.M)
    if found.error or not said:
        return raises(found, expected["line"])
    return Answer("partly", "warned", {"message": said[-1].strip()[:300]})
