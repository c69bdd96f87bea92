from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probes.reproducibility.judging import failed, some_seed
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator), "size": int(generator.integers(100, 200))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    double = np.asarray(found.values["float64"])
    if np.array_equal(double, double.astype("float32")):
        return Answer("no", "other_dtype")
    return same_values(1e-5)(found, inputs, {"float32": double})
