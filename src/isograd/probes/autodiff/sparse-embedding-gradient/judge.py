from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows = int(generator.integers(200, 400))
    return {"rows": rows, "words": generator.integers(0, rows, size=20).tolist()}


def expected(rows: int, words: list[int]) -> dict[str, float]:
    return {"total": 4.0 * len(words)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    right = same_values(1e-5)(found, inputs, expected)
    if right.verdict != "yes":
        return right
    held, of = int(found.values["held"]), int(inputs["rows"])
    verdict = "yes" if held <= len(inputs["words"]) else "no"
    return Answer(verdict, "held_rows", {"held": str(held), "of": str(of)}, held / of)
