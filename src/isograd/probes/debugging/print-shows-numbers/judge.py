from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    odd = generator.choice(np.arange(161, 400, 2), int(generator.integers(6, 10)), replace=False)
    return {"values": [int(number) / 16 for number in odd]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """What was printed must hold the numbers ``2 * x``."""
    if found.error:
        return refused(found)
    numbers = [f"{2 * value:.3f}" for value in inputs["values"]]
    return often(sum(number in found.output for number in numbers), len(numbers))
