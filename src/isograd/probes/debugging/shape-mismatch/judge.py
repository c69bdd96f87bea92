from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import raises


def inputs(generator: np.random.Generator) -> dict[str, int]:
    rows, inner, other, columns = generator.choice(np.arange(2, 12), 4, replace=False)
    return {"rows": int(rows), "inner": int(inner), "other": int(other), "columns": int(columns)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    return raises(found, expected["line"])
