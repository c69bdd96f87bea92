from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing import network
from isograd.probing.contract import Answer, Found, Verdict
from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    count = int(generator.integers(2, 6))
    return {
        "weights": network.weights(generator),
        "images": network.images(generator, count),
    }


def expected(weights: network.Lists, images: Any) -> dict[str, Any]:
    return {"outputs": network.predict(weights, images)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    answer = same_values(1e-4)(found, inputs, expected)
    if answer.verdict != "yes":
        return answer
    seconds = float(found.values["seconds"])
    verdict: Verdict = "yes" if seconds <= 2 else "partly" if seconds <= 5 else "no"
    return Answer(verdict, "first_result", {"seconds": f"{seconds:.1f}"}, seconds)
