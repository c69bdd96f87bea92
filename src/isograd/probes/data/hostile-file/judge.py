from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"secret": f"ran {generator.integers(1e12)}"}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    if found.values["by_default"] == inputs["secret"]:
        return Answer("no", "data_code_ran")
    if found.values["unguarded"] != inputs["secret"]:
        return Answer("error", "data_not_armed")  # a harmless file shows nothing
    return Answer("yes", "data_code_refused", {"message": str(found.values["told"])[:MESSAGE]})
