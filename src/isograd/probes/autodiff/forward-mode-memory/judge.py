from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values

STEPS = 80


def inputs(generator: np.random.Generator) -> dict[str, float]:
    return {"start": float(generator.uniform(0.2, 0.8)), "size": 1_000_000}


def expected(start: float, size: int) -> dict[str, float]:
    derivative = 1.0
    for _ in range(STEPS):
        start, derivative = np.sin(start), derivative * np.cos(start)
    return {"derivative": derivative}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """Forward mode holds a few values, a reverse pass at least one for each step."""
    right = same_values(1e-4)(found, inputs, expected)
    if right.verdict != "yes":
        return right
    held = float(found.values["held"])
    verdict = "yes" if held < STEPS / 2 else "no"
    return Answer(verdict, "held_values", {"held": f"{held:.0f}", "of": str(STEPS)}, held)
