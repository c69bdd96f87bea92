from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "values": [float(value) for value in generator.integers(1, 100, size=40)],
        "lengths": [int(length) for length in generator.integers(1, 3000, size=40)],
    }


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    kept = [a == b for a, b in zip(inputs["values"], found.values["values"], strict=True)]
    return often(sum(kept), len(kept))
