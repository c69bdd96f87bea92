from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    odd = generator.choice(np.arange(161, 400, 2), int(generator.integers(3, 7)), replace=False)
    return {"values": [int(number) / 16 for number in odd]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """The text that a debugger shows of ``y = 2 * x`` must hold the number."""
    if found.error:
        return refused(found)
    numbers = [f"{2 * value:.3f}" for value in inputs["values"]]
    shown = [str(text) for text in found.values["seen"]]
    hits = sum(any(number in text for text in shown) for number in numbers)
    return often(hits, len(numbers))
