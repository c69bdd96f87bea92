from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused, same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    x = generator.normal(size=(4, 3))
    x[generator.integers(4)] = 0
    return {"x": x.tolist()}


def expected(x: list[list[float]]) -> dict[str, np.ndarray]:
    rows = np.array([row for row in x if any(row)])
    return {"gradient": rows / np.linalg.norm(rows, axis=1, keepdims=True)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    gradient = np.array(found.values["gradient"])
    origin = ~np.any(inputs["x"], axis=1)
    right = same_values(1e-5)(Found({"gradient": gradient[~origin]}), inputs, expected)
    if right.verdict != "yes":
        return right
    length = float(np.linalg.norm(gradient[origin]))
    details = {"value": str(gradient[origin][0].round(4).tolist())}
    if length <= 1 + 1e-6:
        return Answer("yes", "subgradient", details, length)
    return Answer("no", "no_subgradient", details, length if np.isfinite(length) else None)
