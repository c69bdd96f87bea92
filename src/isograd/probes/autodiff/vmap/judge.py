from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, list[list[float]]]:
    return {"rows": generator.normal(size=(int(generator.integers(6, 12)), 3)).tolist()}


def expected(rows: list[list[float]]) -> dict[str, np.ndarray]:
    values = np.array(rows)
    return {"rows": values / (1 + np.abs(values).sum(axis=1, keepdims=True))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    right = same_values(1e-5)(found, inputs, expected)
    if right.verdict != "yes":
        return right
    runs, of = int(found.values["runs"]), len(inputs["rows"])
    details = {"times": str(runs), "of": str(of)}
    return Answer("yes" if runs < of else "no", "ran_times", details, float(runs))
