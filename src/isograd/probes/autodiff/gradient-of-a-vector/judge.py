from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"x": generator.normal(size=4).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    return raises(found, expected["line"])
