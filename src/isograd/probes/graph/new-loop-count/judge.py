from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found, Verdict
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, float | list[int]]:
    counts = generator.permutation(np.arange(2, 16))[:12]
    return {"x": float(generator.uniform(5, 9)), "counts": counts.tolist()}


def expected(x: float, counts: list[int]) -> dict[str, list[float]]:
    return {"values": [2 + (x - 2) * 0.5**turns for turns in counts]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    right = same_values(1e-5)(found, inputs, expected)
    if right.verdict != "yes":
        return right
    graphs, later = int(found.values["graphs"]), len(inputs["counts"]) - 1
    details = {"graphs": str(graphs), "calls": str(later)}
    verdict: Verdict = "yes" if graphs == 0 else "no" if graphs >= later else "partly"
    return Answer(verdict, "further_graphs", details, float(graphs))
