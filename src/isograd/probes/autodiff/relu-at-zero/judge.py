from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused, same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    x = generator.normal(size=5)
    x[generator.integers(5)] = 0
    return {"x": x.tolist()}


def expected(x: list[float]) -> dict[str, np.ndarray]:
    point = np.array(x)[np.array(x) != 0]
    return {"gradient": (point > 0).astype(float)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    gradient, zero = np.array(found.values["gradient"]), np.array(inputs["x"]) == 0
    elsewhere = Found({"gradient": gradient[~zero]})
    right = same_values(1e-5)(elsewhere, inputs, expected)
    if right.verdict != "yes":
        return right
    slope = float(gradient[zero][0])
    details = {"value": f"{slope:g}"}
    if 0 <= slope <= 1:
        return Answer("yes", "subgradient", details, slope)
    return Answer("no", "no_subgradient", details, slope if np.isfinite(slope) else None)
