from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing import network
from isograd.probing.contract import Answer, Found, Verdict
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    return {
        "weights": network.weights(generator),
        "images": network.images(generator, 1),
        "rounds": 200,
    }


def expected(weights: network.Lists, images: Any, rounds: int) -> dict[str, Any]:
    return {"outputs": network.predict(weights, images)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """The shortest call of each, since waiting for a CPU only ever adds. Within a tenth of the
    eager call: neither faster nor slower."""
    answer = same_values(1e-4)(found, inputs, expected)
    if answer.verdict != "yes":
        return answer
    exported, eager = (1e6 * min(found.values[name]) for name in ("exported", "eager"))
    ratio = exported / eager
    verdict: Verdict = "yes" if ratio < 0.9 else "partly" if ratio <= 1.1 else "no"
    details = {"exported": f"{exported:.0f}", "eager": f"{eager:.0f}"}
    return Answer(verdict, "call_times", details, ratio)
