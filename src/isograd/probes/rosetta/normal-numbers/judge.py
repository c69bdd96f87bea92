from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused, same_values

COUNT = 20_000


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"seed": int(generator.integers(2**31)), "count": COUNT}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    x = np.array(found.values["x"])
    off = {"mean": x.mean() * COUNT**0.5, "variance": (x.var() - 1) * (COUNT / 2) ** 0.5}
    within = {name: min(abs(value) / 5, 1.0) < 1 for name, value in off.items()}
    made = Found({name: int(value) for name, value in within.items()})
    return same_values(0.0)(made, inputs, dict.fromkeys(off, 1))
