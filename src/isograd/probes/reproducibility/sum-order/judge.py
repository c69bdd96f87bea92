from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probes.reproducibility.judging import failed, some_seed
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator)}


def expected(seed: int) -> dict[str, Any]:
    arrays = np.random.default_rng(seed).random([64, 1000], "float32").astype(float)
    return {"forward": arrays.sum(1), "backward": arrays.sum(1)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    sums = {name: expected[name] for name in ("forward", "backward")}
    right = same_values(1e-5)(found, inputs, sums)
    if right.verdict != "yes":
        return right
    forward, backward = (np.asarray(found.values[name]) for name in sums)
    return often(int(np.sum(forward == backward)), len(forward))
