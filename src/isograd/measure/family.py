"""Many comparisons at once: noise floor, Holm's correction, what may be called different."""

import math
from collections.abc import Sequence
from typing import Literal

from isograd.measure.effect import Effect

LEAST_BAND = 0.02  # differences below this are nobody's business, however sure they are
ALPHA = 0.05


def floor(twin: Effect) -> float:
    """The noise floor of an A/A pair, a share: the furthest from 1 that its interval goes."""
    return math.exp(max(abs(math.log(twin.low)), abs(math.log(twin.high)))) - 1.0


def holm(values: Sequence[float]) -> list[float]:
    """Adjusted p-values of a family (Holm 1979), in the order given."""
    count = len(values)
    adjusted = [1.0] * count
    running = 0.0
    for place, index in enumerate(sorted(range(count), key=values.__getitem__)):
        running = max(running, min(1.0, (count - place) * values[index]))
        adjusted[index] = running
    return adjusted


def band(noise: float | None) -> float:
    """1 + f, f the larger of the noise floor (None: unknown) and 2 %; ratios between its inverse
    and itself are no difference."""
    return 1.0 + max(noise or 0.0, LEAST_BAND)


def verdict(
    effect: Effect, noise: float | None, adjusted_p: float
) -> Literal["faster", "slower", "no_difference"]:
    """``no_difference`` if the interval meets the `band`, or if Holm does not reject; else on which
    side of it the ratio lies."""
    edge = band(noise)
    if adjusted_p > ALPHA or (effect.low <= edge and effect.high >= 1.0 / edge):
        return "no_difference"
    return "slower" if effect.low > edge else "faster"
