from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused, same_values


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    x = np.array(found.values["x"])  # the program draws it
    return same_values(1e-6)(found, inputs, {"gradient": 2 * x / 10})
