from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, OUR_FAULTS, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    seed, bit = generator.integers(2**31), generator.integers(8)
    return {"seed": int(seed), "where": float(generator.uniform(0.3, 0.7)), "bit": int(bit)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        if found.error["type"] in OUR_FAULTS:
            return refused(found)
        return Answer("yes", "data_load_refused", {"message": found.raised[:MESSAGE]})
    changed = int(found.values["changed"])
    if not changed:
        return Answer("error", "data_not_damaged")  # the bit was in no weight
    return Answer("no", "data_damage_unnoticed", {"number": str(changed)})
