from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found, Verdict
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"seed": int(generator.integers(2**31)), "width": int(generator.integers(400, 601))}


def expected(seed: int, width: int) -> dict[str, Any]:
    matrix = np.random.default_rng(seed).normal(size=(width, width)).astype("float32")
    return {"outputs": matrix.astype(float).sum(axis=0)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """Up to 1.1 times the weights ``yes``, up to twice ``partly``."""
    answer = same_values(1e-4)(found, inputs, expected)
    if answer.verdict != "yes":
        return answer
    weights = 4 * inputs["width"] ** 2
    size = found.values["bytes"] / weights
    verdict: Verdict = "yes" if size <= 1.1 else "partly" if size <= 2 else "no"
    details = {"made": f"{found.values['bytes'] / 1e6:.2f}", "weights": f"{weights / 1e6:.2f}"}
    return Answer(verdict, "artefact_size", details, size)
