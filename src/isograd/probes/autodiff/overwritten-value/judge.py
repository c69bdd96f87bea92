from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused, same_values


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"x": generator.normal(size=5).tolist()}


def expected(x: list[float]) -> dict[str, np.ndarray]:
    return {"gradient": 2 * (np.array(x) + 1)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """A refusal is half the answer: nothing wrong comes out."""
    if found.error:
        answer = refused(found)
        verdict = "partly" if answer.verdict == "no" else answer.verdict
        return Answer(verdict, answer.reason_code, answer.details)
    return same_values(1e-5)(found, inputs, expected)
