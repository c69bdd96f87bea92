from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values

FRAMEWORKS = ("torch", "tensorflow", "keras", "jax", "paddle")


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    batch = int(generator.integers(6, 10))
    number = batch * int(generator.integers(6, 10)) + int(generator.integers(1, batch))
    rows = generator.choice(10_000, size=number, replace=False)
    return {"rows": [int(row) for row in rows], "batch": batch}


def expected(rows: list[int], batch: int) -> dict[str, Any]:
    return {"rows": sorted(rows)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    answer = same_values(0.0)(found, inputs, {"rows": expected["rows"]})
    if found.error or answer.verdict == "error":
        return answer
    share = len(found.values["rows"]) / len(inputs["rows"])
    maker = str(found.values["loader"])
    if answer.verdict == "yes" and maker.split(".")[0] not in FRAMEWORKS:
        return Answer("partly", "data_by_hand", {"maker": maker}, share)
    return Answer(answer.verdict, answer.reason_code, answer.details, share)
