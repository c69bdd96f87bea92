import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, OUR_FAULTS, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {name: generator.normal(size=(2, 2)).tolist() for name in ("body", "head")}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        if found.error["type"] in OUR_FAULTS:
            return refused(found)
        return Answer("yes", "data_load_refused", {"message": found.raised[:MESSAGE]})
    # The programs print nothing, so that what names a weight is the framework's.
    warning = [line for line in found.output.splitlines() if re.search(r"\b(head|body)\b", line)]
    if warning:
        return Answer("partly", "data_load_warned", {"message": warning[0].strip()[-MESSAGE:]})
    return Answer("no", "silent")
