from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    number, other, divisor = (int(n) for n in generator.integers(2, 99, 3))
    return {"numbers": [number, other], "divisors": [divisor, 0]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return raises(found, expected["line"])
    name = f"{inputs['numbers'][1]} // 0"
    return Answer("no", "went_on", {"name": name, "made": str(found.values["quotient"][1])})
