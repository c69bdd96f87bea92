from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, list[int]]:
    few = int(generator.integers(3, 8))
    return {"turns": [few, few + int(generator.integers(10, 20))]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    small, large = found.values["sizes"]
    few, many = inputs["turns"]
    each = (large - small) / (many - few)
    details = {"small": str(small), "large": str(large), "few": str(few), "many": str(many)}
    return Answer("yes" if each == 0 else "no", "graph_grows", details, each)
