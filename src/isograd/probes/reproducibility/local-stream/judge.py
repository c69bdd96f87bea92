from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probes.reproducibility.judging import repeats, some_seed
from isograd.probing.contract import Answer, Found


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator), "mine": some_seed(generator)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    answer = repeats(found, inputs, expected)
    if answer.verdict != "yes":
        return answer
    mine = {"first": found.values["mine"], "again": found.values["mine_again"]}
    return repeats(Found(mine), inputs, expected)
