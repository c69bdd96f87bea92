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
    draws = np.asarray(found.values["draws"])
    size = len(draws)
    shape = stats.kstest(draws, "norm").pvalue
    mean = 2 * stats.norm.sf(abs(draws.mean()) * size**0.5)
    variance = 2 * min(stats.chi2(size).cdf(q := np.sum(draws**2)), stats.chi2(size).sf(q))
    return follows(float(min(shape, mean, variance)), round(found.values["different"], 2))
