from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    x = generator.normal(size=(64, 4))
    return {"x": x.tolist(), "y": (x @ generator.normal(size=(4, 1))).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    losses = [float(loss) for loss in found.values["losses"]]
    details = {
        "epochs": str(len(losses)),
        "first": f"{losses[0]:.3g}",
        "last": f"{losses[-1]:.3g}",
    }
    fell = losses[-1] < losses[0]  # false for NaN
    return Answer("yes" if fell else "no", "fits" if fell else "does_not_fit", details)
