from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"rows": int(generator.integers(20, 40)), "seed": int(generator.integers(2**31))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    draws = found.values["draws"]
    if len(draws) != 2 * inputs["rows"]:
        return Answer("no", "data_rows_differ")
    _, counts = np.unique(draws, return_counts=True)
    once = int(np.sum(counts == 1))
    details = {"times": str(once), "of": str(len(draws))}
    verdict = "yes" if once == len(draws) else "partly" if once > len(draws) / 2 else "no"
    return Answer(verdict, "data_drawn_once", details, once / len(draws))
