from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "batches": int(generator.integers(14, 19)),
        "pause": float(generator.uniform(0.09, 0.12)),
    }


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    if found.values["batches"] != inputs["batches"]:
        return Answer("no", "data_rows_differ")
    # From the first batch on: each is trained on, all but the first are loaded.
    alone = (2 * inputs["batches"] - 1) * inputs["pause"]
    share = float(found.values["seconds"]) / alone
    # Perfect overlap gives one half.
    verdict = "yes" if share < 0.7 else "partly" if share < 0.9 else "no"
    return Answer(verdict, "data_overlap", {"share": f"{share:.2f}"}, share)
