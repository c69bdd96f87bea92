from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"x": generator.normal(size=6).tolist(), "c": generator.normal(size=6).tolist()}


def expected(x: list[float], c: list[float]) -> dict[str, Any]:
    spikes = (np.array(x) > 0).astype(float)
    slope = spikes + x / (1 + np.abs(x)) ** 2  # by the product rule, with the surrogate
    return {"value": x * spikes, "gradient": c * slope}


def _judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """``plain`` is the gradient that came out without a mark of the output."""
    answer = same_values(1e-5)(found, inputs, expected)
    if answer.verdict == "yes" and "plain" in found.values:
        wanted = {"plain": expected["gradient"]}
        plain = same_values(1e-5)(found, inputs, wanted)
        if plain.verdict != "yes":
            return Answer("partly", "surrogate_dropped", plain.details)
    return answer


judge = counted_lines(_judge)
