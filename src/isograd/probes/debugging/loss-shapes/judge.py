import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    size = int(generator.integers(5, 10))
    predictions, targets = generator.uniform(-3, 3, (2, size))
    return {"predictions": predictions.tolist(), "targets": targets.tolist()}


def expected(predictions: list[float], targets: list[float]) -> dict[str, float]:
    return {"loss": float(np.mean((np.array(predictions) - np.array(targets)) ** 2))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """An error or the value meant is ``yes``, a warning ``partly``, another value ``no``."""
    if found.error:
        return raises(found, expected["line"])
    made, wanted = float(found.values["loss"]), expected["loss"]
    if abs(made - wanted) <= 1e-4 * abs(wanted):
        return Answer("yes", "same_values", {"gap": f"{abs(made - wanted) / wanted:.1e}"})
    if said := re.search(r"^.*warning.*$", found.output, re.I | re.M):
        return Answer("partly", "warned", {"message": said[0].strip()[-300:]})
    details = {"name": "loss", "made": f"{made:.6g}", "wanted": f"{wanted:.6g}"}
    return Answer("no", "other_value", details)
