from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused, same_values

STEPS = 3


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    """Two halves of a batch, one above zero and one below."""
    rows, width = 4, 3
    halves = generator.normal(size=(2, rows, width)) + np.array([2.0, -2.0])[:, None, None]
    return {
        "halves": halves.round(3).tolist(),
        "a": generator.normal(size=width).round(3).tolist(),
        "b": generator.normal(size=width).round(3).tolist(),
        "rate": float(generator.uniform(0.02, 0.05)),
    }


def expected(halves: Any, a: Any, b: Any, rate: float) -> dict[str, Any]:
    """Gradient descent on the mean square of x a over the first half and x b over the second."""
    weights = [np.array(a), np.array(b)]
    for _ in range(STEPS):
        for place, half in enumerate(np.array(halves)):
            gradient = 2 / (2 * len(half)) * half.T @ (half @ weights[place])
            weights[place] = weights[place] - rate * gradient
    return {"a": weights[0].tolist(), "b": weights[1].tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        answer = refused(found)
        if answer.verdict == "error":
            return answer
        return Answer("partly", "raised", {"message": found.raised[:MESSAGE]})
    return same_values(1e-5)(found, inputs, {name: expected[name] for name in "ab"})
