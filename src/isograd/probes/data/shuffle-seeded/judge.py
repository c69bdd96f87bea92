from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows = generator.choice(10_000, size=int(generator.integers(60, 90)), replace=False)
    seeds = generator.choice(2**31, size=2, replace=False)
    return {"rows": [int(row) for row in rows], "seed": int(seeds[0]), "other": int(seeds[1])}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    first, again, other = (found.values[name] for name in ("first", "again", "other"))
    if any(sorted(order) != sorted(inputs["rows"]) for order in (first, again, other)):
        return Answer("no", "data_rows_differ")
    if first == other:
        return Answer("no", "data_seed_ignored")
    kept = sum(a == b for a, b in zip(first, again, strict=True))
    details = {"times": str(kept), "of": str(len(first))}
    return Answer("yes" if first == again else "no", "data_repeated", details, kept / len(first))
