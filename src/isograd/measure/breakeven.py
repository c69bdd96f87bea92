"""After how many steps a mode that starts slowly has overtaken one that starts at once."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Course:
    """What a run costs over time, nanoseconds: a start that makes ``start_covers`` steps, measured
    early steps, then a steady step with its interval."""

    start_ns: float
    start_covers: int
    early_ns: Sequence[float] = field(default_factory=tuple)
    steady_ns: float = 0.0
    steady_low: float = 0.0
    steady_high: float = 0.0

    def after(self, steps: NDArray[np.int64], steady: float) -> NDArray[np.float64]:
        """Time after each number of ``steps``; a start that covers several is paid as a whole."""
        early = np.concatenate([[0.0], np.cumsum(np.asarray(self.early_ns, dtype=float))])
        beyond = np.maximum(steps - self.start_covers, 0)
        measured = np.minimum(beyond, len(early) - 1)
        return np.asarray(self.start_ns + early[measured] + (beyond - measured) * steady)


@dataclass(frozen=True)
class BreakEven:
    """Steps, or None for never; ``low`` and ``high`` for the best and the worst case within the
    intervals of the two steady steps."""

    steps: int | None
    low: int | None
    high: int | None


def break_even(compiled: Course, eager: Course) -> BreakEven:
    """The step from which on ``compiled`` is, and stays, ahead of ``eager``."""
    return BreakEven(
        _crossing(compiled, compiled.steady_ns, eager, eager.steady_ns),
        _crossing(compiled, compiled.steady_low, eager, eager.steady_high),
        _crossing(compiled, compiled.steady_high, eager, eager.steady_low),
    )


def _crossing(a: Course, a_steady: float, b: Course, b_steady: float) -> int | None:
    if a_steady >= b_steady:
        return None
    known = max(a.start_covers + len(a.early_ns), b.start_covers + len(b.early_ns))
    steps = np.arange(1, known + 1)
    behind = a.after(steps, a_steady) - b.after(steps, b_steady)
    if behind[-1] > 0:
        return known + math.ceil(float(behind[-1]) / (b_steady - a_steady))
    late = np.flatnonzero(behind > 0)
    return int(steps[late[-1]]) + 1 if len(late) else 1
