from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, float]:
    return {"value": int(generator.integers(80, 200)) / 8 + 1 / 16}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """The text that a debugger shows of ``hidden = 2 * x`` must hold the number."""
    if found.error:
        return refused(found)
    shown = [str(text) for text in found.values["seen"]]
    if not shown:
        return Answer("no", "no_frame")
    number = f"{2 * inputs['value']:.3f}"
    there = [text for text in shown if number in text]
    text = " ".join((there or shown)[-1].split())[:120]
    return Answer("yes" if there else "no", "debugger_shows", {"shown": text})
