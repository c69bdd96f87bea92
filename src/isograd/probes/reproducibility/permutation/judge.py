from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats

from isograd.probes.reproducibility.judging import failed, follows, some_seed
from isograd.probing.contract import Answer, Found


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator), "times": 2400}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    orders = np.asarray(found.values["orders"], dtype=int)
    if not np.array_equal(np.sort(orders, axis=1), np.tile(np.arange(4), (inputs["times"], 1))):
        return follows(0.0)
    _, counts = np.unique(orders @ [64, 16, 4, 1], return_counts=True)
    return follows(float(stats.chisquare(np.pad(counts, (0, 24 - len(counts)))).pvalue))
