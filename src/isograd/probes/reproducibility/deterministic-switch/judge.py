from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probes.reproducibility.judging import failed, some_seed
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator), "times": 30}


def expected(seed: int, times: int) -> dict[str, Any]:
    generator = np.random.default_rng(seed)
    index, x = generator.integers(16, size=200_000), generator.random(200_000, "float32")
    return {"sums": np.bincount(index, x.astype(float), 16)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    sums = np.asarray(found.values["sums"])
    right = same_values(1e-3)(Found({"sums": sums[0]}), inputs, {"sums": expected["sums"]})
    if right.verdict != "yes":
        return right
    cost = round(float(np.median(found.values["on"]) / np.median(found.values["off"])), 1)
    differ = int(np.sum(np.any(sums != sums[0], axis=1)))
    if differ:
        return Answer("no", "bits_differ", {"differ": str(differ), "of": str(len(sums))}, cost)
    return Answer("yes", "bits_same", {"of": str(sums.size)}, cost)
