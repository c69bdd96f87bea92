from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often, refused


def inputs(generator: np.random.Generator) -> dict[str, list[int]]:
    return {"numbers": generator.integers(100_000, 1_000_000, 4).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """Each number must be legible in what was printed."""
    if found.error:
        return refused(found)
    numbers = inputs["numbers"]
    return often(sum(_legible(number, found.output) for number in numbers), len(numbers))


def _legible(number: int, output: str) -> bool:
    digits = str(number)
    scientific = f"{digits[0]}.{digits[1:].rstrip('0')}e+05"
    return digits in output or scientific in output
