from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"seed": int(generator.integers(1, 10_000))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """``undisturbed`` and ``after`` are draws from the global generator, equally seeded."""
    if found.error:
        return refused(found)
    sample = found.values["first"]
    if found.values["second"] != sample:
        return Answer("no", "sample_varies")
    if found.values["other"] == sample:
        return Answer("no", "seed_ignored")
    if found.values.get("undisturbed") != found.values.get("after"):
        return Answer("partly", "global_generator_moved")
    return Answer("yes", "seed_decides")
