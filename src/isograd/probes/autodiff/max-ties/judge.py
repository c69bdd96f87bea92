from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    x = generator.normal(size=6)
    x[generator.permutation(6)[: generator.integers(2, 5)]] = 4
    return {"x": x.tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """A subgradient of the maximum: shares of the tied entries that sum to one."""
    if found.error:
        return refused(found)
    gradient, tied = np.array(found.values["gradient"]), np.array(inputs["x"]) == 4
    shares = ", ".join(f"{share:.3g}" for share in gradient[tied])
    right = np.all(gradient >= 0) and abs(gradient[tied].sum() - 1) < 1e-5
    right = right and not np.any(gradient[~tied])
    quantity = float(gradient[tied].max())
    return Answer("yes" if right else "no", "tied_shares", {"shares": shares}, quantity)
