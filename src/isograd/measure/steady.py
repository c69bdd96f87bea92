"""Where a cell's warm-up ends, by change points, and whether it ends at all.

After Barrett, Bolz-Tereick, Killick, Mount and Tratt 2017, “Virtual Machine Warmup Blows Hot and
Cold” (OOPSLA): change points of the step times cut them into segments; segments that differ by
less than `SAME` count as one level.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

Kind = Literal["flat", "warm-up", "slow-down", "no-steady-state"]

SAME = 0.05  # two segments whose medians differ by less are one level
LEAST = 3  # steps that are never counted as steady
TAIL = 0.25  # share of the series that the last level must fill
MOST_POINTS = 600  # longer series are thinned to the medians of equal blocks
_SEGMENT = 5  # points of the shortest segment


@dataclass(frozen=True)
class Course:
    """How one launch's step times develop; ``begins`` is the step of the series (from 0) with which
    the steady state begins, None where there is none."""

    kind: Kind
    begins: int | None
    level_ns: float


@dataclass(frozen=True)
class Agreed:
    """What several launches of a cell show together."""

    kind: str  # a `Kind`, or "inconsistent"
    begins: int | None


def classify(step_ns: ArrayLike) -> Course:
    """The course of one series of step times, nanoseconds, from the second step on.

    Change points come from `ruptures` (linear kernel: changes of the mean of log times; penalty
    3 · ln n · σ², σ from first differences, so that drift does not widen it). Outliers are cut at
    the running median ± 3 σ first: a single hiccup is no segment.
    """
    values: Any = np.asarray(step_ns, dtype=float)
    if len(values) < 4 * _SEGMENT:
        return Course("flat", min(LEAST, len(values)), float(np.median(values)))
    block = -(-len(values) // MOST_POINTS)
    usable = len(values) // block * block
    points = np.log(np.median(values[:usable].reshape(-1, block), axis=1))
    bounds = [0, *_change_points(points)]
    levels = [float(np.exp(np.median(points[a:b]))) for a, b in pairwise(bounds)]
    first = len(levels) - 1
    while first > 0 and abs(levels[first - 1] / levels[-1] - 1.0) < SAME:
        first -= 1
    begins = max(LEAST, bounds[first] * block)
    level = float(np.median(values[begins:]))
    if len(points) - bounds[first] < TAIL * len(points):
        return Course("no-steady-state", None, level)
    if first == 0:
        return Course("flat", LEAST, level)
    faster = any(earlier < levels[-1] * (1.0 - SAME) for earlier in levels[:first])
    return Course("slow-down" if faster else "warm-up", begins, level)


def _change_points(points: Any) -> list[int]:
    """Ends of the segments of a series, its length the last of them."""
    import ruptures
    from scipy.ndimage import median_filter

    spread = 1.4826 * float(np.median(np.abs(np.diff(points)))) / 2.0**0.5
    spread = max(spread, 1e-3)  # a clock that ticks coarsely is no sign of perfect quiet
    smooth = median_filter(points, size=_SEGMENT, mode="nearest")
    clipped = np.clip(points, smooth - 3.0 * spread, smooth + 3.0 * spread)
    search = ruptures.KernelCPD(kernel="linear", min_size=_SEGMENT).fit(clipped[:, None])
    return [int(end) for end in search.predict(pen=3.0 * np.log(len(points)) * spread**2)]


def classify_launches(courses: Sequence[Course]) -> Agreed:
    """`inconsistent` if the launches differ in kind; flat and warm-up together are warm-up, since
    either is a steady state that is reached. The latest beginning counts."""
    kinds = {course.kind for course in courses}
    begins = [course.begins for course in courses]
    if kinds == {"flat", "warm-up"}:
        kinds = {"warm-up"}
    kind = kinds.pop() if len(kinds) == 1 else "inconsistent"
    known = [step for step in begins if step is not None]
    return Agreed(kind, max(known) if len(known) == len(begins) else None)
