from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    micro, rows, width = 2, 8, 3
    return {
        "start": generator.normal(size=width).round(3).tolist(),
        "batches": generator.normal(size=(micro, rows, width)).round(3).tolist(),
        "targets": generator.normal(size=(micro, rows)).round(3).tolist(),
        "rate": float(generator.uniform(0.05, 0.1)),
    }


def expected(start: Any, batches: Any, targets: Any, rate: float) -> dict[str, Any]:
    """The weights after one update by all rows, and the gradient of the first micro-batch's first
    half, which is all that the first replica may know before it."""
    weight = np.array(start)

    def gradient(x: Any, y: Any) -> Any:
        return 2 / len(y) * np.array(x).T @ (np.array(x) @ weight - np.array(y))

    whole = np.mean([gradient(x, y) for x, y in zip(batches, targets)], axis=0)
    half = len(targets[0]) // 2
    local = gradient(batches[0][:half], targets[0][:half])
    return {"weights": (weight - rate * whole).tolist(), "local": local.tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    answer = same_values(1e-5)(found, inputs, {"weights": expected["weights"]})
    if answer.verdict != "yes":
        return answer
    local, wanted = (np.array(x["local"], dtype=float) for x in (found.values, expected))
    # Whether a sum or a mean is kept is the framework's affair: the direction must be that.
    cosine = local @ wanted / max(float(np.linalg.norm(local) * np.linalg.norm(wanted)), 1e-30)
    if cosine > 1 - 1e-6:
        return answer
    return Answer("no", "not_local", {"cosine": f"{cosine:.3f}"})
