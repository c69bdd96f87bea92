from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows = int(generator.integers(2, 9))
    return {"x": generator.normal(size=(rows, 10)).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """With the weights that the program began with."""
    if found.error:
        return refused(found)
    weight, bias = np.array(found.values["weight"]), np.array(found.values["bias"])
    return same_values(1e-5)(found, inputs, {"y": np.array(inputs["x"]) @ weight.T + bias})
