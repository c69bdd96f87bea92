from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    old, new = generator.choice(2**31, size=2, replace=False)
    return {"old": int(old), "new": int(new)}


def expected(old: int, new: int) -> dict[str, Any]:
    return {"old": _sum(old), "new": _sum(new)}


def _sum(seed: int) -> float:
    weight = np.random.default_rng(seed).normal(size=500_000).astype("float32")
    return float(np.sum(weight, dtype="float64"))


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    told, unread, total = (found.values[name] for name in ("told", "unread", "sum"))
    if unread:
        return Answer("no", "data_old_lost", {"message": unread[:MESSAGE]})
    if np.isclose(total, expected["new"], rtol=1e-9):
        return Answer("error", "data_save_succeeded")  # the disk was not full enough
    if not np.isclose(total, expected["old"], rtol=1e-9):
        return Answer("no", "data_old_spoiled")
    if not told:
        return Answer("partly", "data_old_kept_untold")
    return Answer("yes", "data_old_kept", {"message": told[:MESSAGE]})
