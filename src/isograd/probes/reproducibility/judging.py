"""Judges of this topic: whether numbers came again, and whether new ones came where due."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from isograd.probing.contract import Answer, Found
from isograd.probing.judging import refused

CHANCE = 1e-6  # an honest generator fails a test of its distribution so seldom


def some_seed(generator: np.random.Generator) -> int:
    """Fits into 31 bits, as every framework takes it."""
    return int(generator.integers(1, 2**31 - 1))


def some_values(generator: np.random.Generator, *shape: int) -> Any:
    """Normal values as nested lists."""
    return generator.normal(size=shape).round(6).tolist()


def failed(found: Found) -> Answer:
    """What was raised; a process of the program's own that ended badly is a lost attempt."""
    answer = refused(found)
    if found.error["type"] == "CalledProcessError":
        return Answer("error", answer.reason_code, answer.details)
    return answer


def repeats(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """``yes`` if ``again`` is ``first``, bit for bit, and ``other`` (if there is one) is not."""
    if found.error:
        return failed(found)
    first, again = (np.asarray(found.values[name], dtype=float) for name in ("first", "again"))
    if np.ptp(first) == 0:
        return Answer("error", "numbers_constant", {"value": f"{first.flat[0]:.6g}"})
    differ = int(np.sum(first != again)) if first.shape == again.shape else first.size
    if differ:
        return Answer("no", "bits_differ", {"differ": str(differ), "of": str(first.size)})
    other = found.values.get("other")
    if other is None:
        return Answer("yes", "bits_same", {"of": str(first.size)})
    if np.array_equal(first, np.asarray(other, dtype=float)):
        return Answer("partly", "fresh_not")
    return Answer("yes", "numbers_repeat", {"of": str(first.size)})


def fresh(found: Found, inputs: Mapping[str, Any], expected: Mapping[str, Any]) -> Answer:
    """``yes`` if all rows of ``draws`` differ. The quantity is how many different ones came."""
    if found.error:
        return failed(found)
    draws = np.asarray(found.values["draws"], dtype=float)
    different = len(np.unique(draws.reshape(len(draws), -1), axis=0))
    details = {"different": str(different), "of": str(len(draws))}
    verdict = "yes" if different == len(draws) else "no"
    return Answer(verdict, "draws_differ", details, float(different))


def follows(p: float, quantity: float | None = None) -> Answer:
    """The verdict of a test of the distribution that came to ``p``."""
    fits = p > CHANCE
    code = "follows" if fits else "strays"
    return Answer("yes" if fits else "no", code, {"p": f"{p:.2g}"}, quantity)
