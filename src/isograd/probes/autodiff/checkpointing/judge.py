from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, float]:
    return {"start": float(generator.uniform(0.2, 0.8)), "size": 1_000_000}


def expected(start: float, size: int) -> dict[str, float]:
    gradient = 1.0
    for _ in range(80):
        start, gradient = np.sin(start), gradient * np.cos(start)
    return {"gradient": gradient}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    right = same_values(1e-4)(found, inputs, expected)
    if right.verdict != "yes":
        return right
    held = float(found.values["held"])
    return Answer("yes" if held < 0.6 else "no", "held_share", {"share": f"{held:.0%}"}, held)
