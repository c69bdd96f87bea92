from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats

from isograd.probes.reproducibility.judging import failed, follows, some_seed
from isograd.probing.contract import Answer, Found


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    draws = np.asarray(found.values["draws"], dtype=float)
    bits = next((k for k in range(64) if np.all(draws * 2.0**k % 1 == 0)), 64)
    inside = draws.min() >= 0 and found.values["largest"] < 1
    return follows(float(stats.kstest(draws, "uniform").pvalue) if inside else 0.0, float(bits))
