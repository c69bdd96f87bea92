from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

MANY = 10


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {"places": [float(place) for place in generator.uniform(size=3)]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    if found.error:
        return refused(found)
    offered, moved = len(found.values["offered"]), found.values["moved"]
    trained = [name for name, distance in moved.items() if np.isfinite(distance) and distance > 0]
    details = {"number": str(offered), "names": ", ".join(trained) or "–"}
    failed = len(trained) < len(moved)
    verdict = "no" if not trained else "partly" if failed or offered < MANY else "yes"
    return Answer(verdict, "ecosystem_architectures", details, float(offered))
