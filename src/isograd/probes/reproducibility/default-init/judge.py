from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probes.reproducibility.judging import failed, some_seed
from isograd.probing.contract import Answer, Found


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator), "outputs": int(generator.integers(100, 150))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    weight = np.asarray(found.values["weight"])
    gain = float(weight.var() * 2 * inputs["outputs"])
    verdict = "yes" if 0.9 < gain < 1.1 else "no"
    return Answer(verdict, "gain", {"gain": f"{gain:.2f}"}, round(gain, 1))
