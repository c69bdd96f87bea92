from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import MESSAGE, refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"parts": generator.normal(size=(2, 4)).round(3).tolist()}


def expected(parts: Any) -> dict[str, Any]:
    """What the first of two holders has afterwards; the broadcast comes from the second."""
    first, second = np.array(parts)
    return {
        "all_reduce": first + second,
        "all_gather": np.concatenate([first, second]),
        "broadcast": second,
        "reduce_scatter": (first + second)[:2],
    }


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    wrong = []
    for name in ("all_reduce", "all_gather", "broadcast", "reduce_scatter"):
        made, wanted = found.values.get(name), expected[name]
        if isinstance(made, str):
            wrong.append(f"{name}: {made}")
            continue
        values = np.array(made, dtype=float).ravel()
        if values.shape != wanted.shape or not np.allclose(values, wanted, rtol=0, atol=1e-5):
            wrong.append(f"{name}: {made}")
    right = 4 - len(wrong)
    if not wrong:
        return Answer("yes", "all_right", {"of": "4"}, 4.0)
    details = {"right": str(right), "of": "4", "message": "; ".join(wrong)[:MESSAGE]}
    return Answer("partly" if right else "no", "some_right", details, float(right))
