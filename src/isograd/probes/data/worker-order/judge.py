from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values

BATCHES, SLOW, FAST = 12, 0.15, 0.05  # seconds a batch


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    rows = generator.choice(10_000, size=4 * BATCHES, replace=False)
    pauses = [SLOW if slow else FAST for slow in generator.permutation(BATCHES) % 2]
    return {"rows": [int(row) for row in rows], "batch": 4, "pauses": pauses}


def expected(rows: list[int], batch: int, pauses: list[float]) -> dict[str, Any]:
    return {"rows": rows}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    answer = same_values(0.0)(found, inputs, {"rows": expected["rows"]})
    if "seconds" not in found.values:
        return answer
    # What one worker needs from the first batch on.
    alone = sum(inputs["pauses"][1:])
    share = float(found.values["seconds"]) / alone
    return Answer(answer.verdict, answer.reason_code, answer.details, share)
