from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    sizes = {"used": 4, "unused": 3}
    return {name: generator.normal(size=size).tolist() for name, size in sizes.items()}


def expected(used: list[float], unused: list[float]) -> dict[str, np.ndarray]:
    return {"used": 2 * np.array(used), "unused": np.zeros(len(unused))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if not found.error and found.values.get("unused") is None:
        rest = same_values(1e-5)(found, inputs, {"used": expected["used"]})
        return Answer("partly", "none_gradient") if rest.verdict == "yes" else rest
    return same_values(1e-5)(found, inputs, expected)
