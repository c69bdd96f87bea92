from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found, Verdict
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, list[float]]:
    return {"factors": generator.uniform(2, 3, 5).tolist()}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    graphs, later = int(found.values["graphs"]), len(inputs["factors"]) - 1
    details = {"graphs": str(graphs), "calls": str(later)}
    verdict: Verdict = "yes" if graphs == 0 else "no" if graphs >= later else "partly"
    return Answer(verdict, "further_graphs", details, float(graphs))
