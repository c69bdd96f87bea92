from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused

FAULTS = ("ModuleNotFoundError", "ImportError", "NameError", "SyntaxError")
WORDS = ("kill", "terminated", "exited", "died")  # that say what happened


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"bad": int(generator.integers(20, 40))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    told = str(found.values["told"])
    last = told.strip().splitlines()[-1] if told.strip() else ""
    details = {"message": last[:MESSAGE]}
    if any(fault in last for fault in FAULTS):
        return Answer("error", "raised", details)
    if not found.values["ended"]:
        return Answer("no", "data_hung")
    seconds = float(found.values["seconds"])
    if any(word in told.lower() for word in WORDS):
        line = next(line for line in told.splitlines() if any(w in line.lower() for w in WORDS))
        return Answer("yes", "data_loss_told", {"message": line.strip()[:MESSAGE]}, seconds)
    return Answer("no", "data_loss_untold", {"code": str(found.values["code"])}, seconds)
