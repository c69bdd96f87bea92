from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probes.reproducibility.judging import fresh, some_seed
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import OUR_FAULTS


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    seed = some_seed(generator)
    return {"seeds": [seed, seed + 2**32]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    answer = fresh(found, inputs, expected)
    if found.error and str(found.error["type"]) not in OUR_FAULTS:
        return Answer("partly", answer.reason_code, answer.details)  # it says so, at least
    return answer
