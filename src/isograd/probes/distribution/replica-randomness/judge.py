from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

ALIKE = 0.75  # of 256 entries: eight standard deviations above what independent draws agree in


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": int(generator.integers(1, 2**31)), "size": 256}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    first, second = (np.array(weights, dtype=float) for weights in found.values["weights"])
    masks = [np.array(mask, dtype=bool) for mask in found.values["masks"]]
    if not all(0.25 < mask.mean() < 0.75 and mask.size == inputs["size"] for mask in masks):
        return Answer("error", "value_absent", {"name": "masks"})
    share = float(np.mean(masks[0] == masks[1]))
    details = {"share": f"{share:.2f}"}
    if first.shape != second.shape or np.any(first != second) or not np.any(first):
        return Answer("no", "starts_apart", details, share)
    if share > ALIKE:
        return Answer("no", "draws_alike", details, share)
    return Answer("yes", "draws_apart", details, share)
