from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found, Verdict
from isograd.probing.judging import refused


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    odd = generator.choice(np.arange(161, 400, 2), int(generator.integers(6, 10)), replace=False)
    return {"values": [int(number) / 16 for number in odd]}


def judge(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """What a debugger shows of ``y = 2 * x`` must hold the number; ``partly`` if it stops at every
    call and shows something else."""
    if found.error:
        return refused(found)
    numbers = [f"{2 * value:.3f}" for value in inputs["values"]]
    shown = [str(text) for text in found.values["seen"]]
    times, of = sum(any(n in text for text in shown) for n in numbers), len(numbers)
    details = {"stops": str(len(shown)), "of": str(of), "times": str(times)}
    verdict: Verdict = "yes" if times == of else "partly" if times or len(shown) >= of else "no"
    return Answer(verdict, "stopped", details, times / of)
