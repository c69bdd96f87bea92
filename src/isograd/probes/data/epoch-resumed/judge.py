from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows = generator.choice(10_000, size=int(generator.integers(60, 80)), replace=False)
    seed, done = generator.integers(2**31), generator.integers(3, 6)
    return {"rows": [int(row) for row in rows], "batch": 7, "done": int(done), "seed": int(seed)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    first, rest = found.values["first"], found.values["rest"]
    if len(first) != inputs["done"] * inputs["batch"] or not set(first) <= set(inputs["rows"]):
        return Answer("error", "data_rows_differ")
    lost = len(set(inputs["rows"]) - set(first) - set(rest))
    twice = len(first) + len(rest) - len(set(first) | set(rest))
    if lost or twice:
        return Answer("no", "data_rows_lost", {"lost": str(lost), "twice": str(twice)})
    again = int(found.values["reads"]) - len(rest)
    if again > 0:
        return Answer("partly", "data_read_again", {"rows": str(again)}, float(again))
    return Answer("yes", "data_resumed", quantity=0.0)
