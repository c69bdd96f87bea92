from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, OUR_FAULTS, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "bad": int(generator.integers(20, 40)),
        "message": f"unreadable {generator.integers(1e9)}",
    }


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if not found.error:
        return Answer("no", "silent")
    if found.error["type"] in OUR_FAULTS:
        return refused(found)
    if found.error["type"] == "TimeoutError":
        return Answer("no", "data_reader_hung")
    details = {"message": found.raised[:MESSAGE]}
    if inputs["message"] not in found.error["text"]:
        return Answer("no", "data_error_lost", details)
    kept = found.error["type"] == "ValueError" and inputs["message"] in found.error["message"]
    return Answer(
        "yes" if kept else "partly", "data_error_kept" if kept else "data_error_changed", details
    )
