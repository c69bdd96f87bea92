from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probes.reproducibility.judging import failed, some_seed
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import often


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"seed": some_seed(generator)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return failed(found)
    first, again = found.values["first"], found.values["again"]
    return often(sum(one == two for one, two in zip(first, again, strict=True)), len(first))
