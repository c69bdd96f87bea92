from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, int]:
    return {"steps": int(generator.integers(8, 13)), "megabytes": int(generator.integers(12, 21))}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """Each step makes one array of that size; ``bytes`` is by how much the process grew."""
    if found.error:
        return refused(found)
    held = float(found.values["bytes"]) / (inputs["megabytes"] * 2**20)  # in steps
    share = min(max(held / inputs["steps"], 0.0), 1.0)
    details = {"held": f"{share * inputs['steps']:.1f}", "of": str(inputs["steps"])}
    verdict = "yes" if held < 3 else "no" if share > 0.7 else "partly"
    return Answer(verdict, "steps_held", details, round(share, 2))
