from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats

from isograd.probes.reproducibility.judging import failed, follows, some_seed
from isograd.probing.contract import Answer, Found


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator), "deviation": float(generator.uniform(0.1, 0.3))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    draws = np.asarray(found.values["draws"]).ravel() / inputs["deviation"]
    fit = stats.kstest(draws, stats.truncnorm(-2, 2).cdf)
    return follows(float(fit.pvalue), float(np.round(np.abs(draws).max())))
