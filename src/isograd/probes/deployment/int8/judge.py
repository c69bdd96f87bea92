from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing import network
from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    """The images to calibrate with, too."""
    return {"weights": network.weights(generator), "images": network.images(generator, 32)}


def expected(weights: network.Lists, images: Any) -> dict[str, Any]:
    return {"outputs": network.predict(weights, images)}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """What is as exact as float32 was not quantised."""
    if found.error:
        return refused(found)
    wanted = expected["outputs"]
    gap = float(np.max(np.abs(np.array(found.values["outputs"]) - wanted)) / np.ptp(wanted))
    details = {"gap": f"{100 * gap:.2g}"}
    if gap < 1e-5:
        return Answer("no", "not_quantised", details, gap)
    return Answer("yes" if gap <= 0.05 else "no", "quantised", details, gap)
