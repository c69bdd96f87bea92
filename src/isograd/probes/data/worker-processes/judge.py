from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"batches": int(generator.integers(12, 20))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    processes = found.values["processes"]
    if len(processes) != inputs["batches"]:
        return Answer("no", "data_rows_differ")
    others = len(set(processes) - {found.values["own"]})
    inside = found.values["own"] in processes
    verdict = "yes" if others > 1 and not inside else "partly" if others else "no"
    return Answer(verdict, "data_processes", {"number": str(others)}, float(others))
