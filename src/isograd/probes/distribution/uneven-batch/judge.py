from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows, width = 15, 3
    return {
        "start": generator.normal(size=width).round(3).tolist(),
        "x": generator.normal(size=(rows, width)).round(3).tolist(),
        "y": generator.normal(size=rows).round(3).tolist(),
        "rate": float(generator.uniform(0.05, 0.1)),
    }


def expected(start: Any, x: Any, y: Any, rate: float) -> dict[str, Any]:
    """Gradient descent on the mean square: a step by eight rows, then one by seven."""
    weight = np.array(start)
    for rows, targets in ((np.array(x[:8]), y[:8]), (np.array(x[8:]), y[8:])):
        weight = weight - rate * 2 / len(targets) * rows.T @ (rows @ weight - targets)
    return {"weights": weight.tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        answer = refused(found)
        if answer.verdict == "error":
            return answer
        return Answer("partly", "raised", {"message": found.raised[:MESSAGE]})
    answer = same_values(1e-5)(found, inputs, {"weights": expected["weights"]})
    if "weights" not in found.values:
        return answer
    wanted = np.array(expected["weights"])
    gap = np.linalg.norm(np.array(found.values["weights"]) - wanted)
    deviation = float(gap / np.linalg.norm(wanted - np.array(inputs["start"])))
    return Answer(answer.verdict, answer.reason_code, answer.details, round(deviation, 6))
