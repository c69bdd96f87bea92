from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing import network
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import counting, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    count = int(generator.integers(2, 6))
    return {
        "weights": network.weights(generator),
        "images": network.images(generator, count),
    }


def expected(weights: network.Lists, images: Any) -> dict[str, Any]:
    return {"outputs": network.predict(weights, images)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """``partly`` for machine code that only a C++ program can load."""
    if found.values.get("object") and found.values["names"]:
        return Answer("partly", "object_only", {"bytes": str(found.values["object"])})
    return counting(same_values(1e-4), "seconds")(found, inputs, expected)
