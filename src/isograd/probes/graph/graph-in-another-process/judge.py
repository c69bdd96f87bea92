from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, same_values


def inputs(generator: np.random.Generator) -> dict[str, float | list[float]]:
    return {
        "x": generator.uniform(1, 2, 5).tolist(),
        "factor": float(generator.uniform(2, 3)),
    }


def expected(x: list[float], factor: float, **_: Any) -> dict[str, np.ndarray]:
    return {"values": np.sin(x) * factor}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error and found.error["type"] in ("ImportError", "ModuleNotFoundError"):
        return Answer("not_run", "needs_package", {"message": found.raised[:MESSAGE]})
    answer = same_values(1e-5)(found, inputs, expected)
    return replace(answer, quantity=None if found.error else float(found.values["bytes"]))
