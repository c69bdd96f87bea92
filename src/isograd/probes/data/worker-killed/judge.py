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
    lines = [line.strip() for line in told.splitlines()]
    says = [line for line in lines if any(word in line.lower() for word in WORDS)]
    says = [line for line in says if not line.startswith("File ")]  # this question's own path
    if says:
        return Answer("yes", "data_loss_told", {"message": says[0][:MESSAGE]}, seconds)
    return Answer("no", "data_loss_untold", {"code": str(found.values["code"])}, seconds)
