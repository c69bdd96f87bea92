from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    classes = int(generator.integers(3, 8))
    logits = generator.uniform(-2, 2, (2, classes))
    return {"logits": logits.tolist(), "labels": [1, classes + int(generator.integers(0, 3))]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """A loss of NaN is at least conspicuous: ``partly``."""
    if found.error:
        return raises(found, expected["line"])
    loss = float(np.mean(np.asarray(found.values["loss"], float)))
    if np.isnan(loss):
        return Answer("partly", "nan_came")
    return Answer("no", "went_on", {"name": "loss", "made": f"{loss:.6g}"})
