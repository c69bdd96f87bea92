from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows = generator.choice(10_000, size=int(generator.integers(60, 90)), replace=False)
    return {"rows": [int(row) for row in rows], "batch": int(generator.integers(6, 10))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    first, second = found.values["first"], found.values["second"]
    if not sorted(inputs["rows"]) == sorted(first) == sorted(second):
        return Answer("no", "data_rows_differ")
    moved = sum(a != b for a, b in zip(first, second, strict=True))
    details = {"times": str(moved), "of": str(len(first))}
    return Answer("yes" if moved else "no", "data_moved", details, moved / len(first))
