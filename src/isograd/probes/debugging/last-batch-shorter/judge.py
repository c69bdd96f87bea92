from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises, refused


def inputs(generator: np.random.Generator) -> dict[str, int]:
    batch = int(generator.integers(6, 12))
    return {
        "examples": 3 * batch + int(generator.integers(2, batch)),
        "batch": batch,
        "width": int(generator.integers(2, 6)),
    }


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error and found.output.count("a full batch passed") != 3:
        return refused(found)
    return raises(found, expected["line"])
