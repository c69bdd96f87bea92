import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import counted_lines, same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "x": generator.normal(size=(4, 5, 3)).tolist(),  # a batch for each of four steps
        "target": generator.normal(size=(4, 5, 2)).tolist(),
        "first": generator.normal(size=(3, 4)).tolist(),
        "last": generator.normal(size=(4, 2)).tolist(),
        "slow": float(generator.uniform(0.01, 0.02)),
        "fast": float(generator.uniform(0.03, 0.06)),
    }


def expected(
    x: Any, target: Any, first: Any, last: Any, slow: float, fast: float
) -> dict[str, Any]:
    """SGD moves the first layer in even steps, SGD with momentum 0.9 the last one in odd ones."""
    first, last, velocity = np.array(first), np.array(last), 0.0
    for step, (batch, wanted) in enumerate(zip(np.array(x), np.array(target), strict=True)):
        upstream = (batch @ first @ last - wanted) * 2 / wanted.size
        if step % 2 == 0:
            first = first - slow * batch.T @ upstream @ last.T
        else:
            velocity = 0.9 * velocity + (batch @ first).T @ upstream
            last = last - fast * velocity
    return {"first": first, "last": last}


def _judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """``plain`` is what compile and fit said without an override."""
    answer = same_values(1e-5)(found, inputs, expected)
    refusal = str(found.values.get("plain", ""))
    if answer.verdict == "yes" and refusal:
        return Answer("partly", "needs_override", {"message": re.sub(r" at 0x\w+", "", refusal)})
    return answer


judge = counted_lines(_judge)
