from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats

from isograd.probes.reproducibility.judging import failed, follows, some_seed
from isograd.probing.contract import Answer, Found


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    often = float(generator.uniform(0.2, 0.8))
    return {"seed": some_seed(generator), "often": often, "rare": 1e-9, "millions": 400}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    usual = stats.binomtest(int(found.values["often"]), 10**6, inputs["often"]).pvalue
    due = inputs["millions"] * 1e6 * inputs["rare"]
    surplus = stats.poisson.sf(found.values["rare"] - 1, due)
    return follows(float(min(usual, surplus)))
