from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"x": generator.uniform(0.5, 2, size=200).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """What is kept is doubled, so that the gradient is 2 where the output is not 0."""
    if found.error:
        return refused(found)
    output, gradient = np.array(found.values["output"]), np.array(found.values["gradient"])
    if not 0.2 < np.mean(output != 0) < 0.8:
        return Answer("error", "value_absent", {"name": "dropout"})
    share = float(np.mean(np.isclose(gradient * inputs["x"], output, rtol=1e-4, atol=1e-6)))
    return Answer("yes" if share == 1 else "no", "mask_fits", {"share": f"{share:.0%}"}, share)
