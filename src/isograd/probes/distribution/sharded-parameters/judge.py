from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values

MOMENTUM = 0.9


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    steps, rows, width, outputs = 4, 8, 6, 4
    return {
        "start": generator.normal(size=(width, outputs)).round(3).tolist(),
        "batches": generator.normal(size=(steps, rows, width)).round(3).tolist(),
        "targets": generator.normal(size=(steps, rows, outputs)).round(3).tolist(),
        "rate": float(generator.uniform(0.05, 0.1)),
    }


def expected(start: Any, batches: Any, targets: Any, rate: float) -> dict[str, Any]:
    """Weights after gradient descent with momentum on the mean square over the whole batch."""
    weight, velocity = np.array(start), np.zeros_like(start)
    for x, y in zip(np.array(batches), np.array(targets)):
        velocity = MOMENTUM * velocity + 2 / y.size * x.T @ (x @ weight - y)
        weight = weight - rate * velocity
    return {"weight": weight.tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    answer = same_values(1e-5)(found, inputs, {"weight": expected["weight"]})
    if answer.verdict != "yes":
        return answer
    held = float(found.values["held"])
    details = {"share": f"{held:.2f}"}
    if held <= 0.5:
        return Answer("yes", "holds_share", {**answer.details, **details}, held)
    return Answer("no", "holds_all", details, held)
