from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing import network
from isograd.probing.contract import Answer, Found
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
    """``partly`` if the values are those of float32."""
    answer = same_values(1e-12)(found, inputs, expected)
    if answer.reason_code not in ("same_values", "other_value"):
        return answer
    wanted = expected["outputs"]
    gap = float(np.max(np.abs(np.array(found.values["outputs"]) - wanted) / np.max(np.abs(wanted))))
    if answer.verdict == "no" and gap <= 1e-4:
        return Answer("partly", "as_float32", {"gap": f"{gap:.1e}"}, gap)
    return Answer(answer.verdict, answer.reason_code, answer.details, gap)
