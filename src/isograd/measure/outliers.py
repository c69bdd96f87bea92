"""Outliers are labelled and kept: they are part of what a user would see."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

SEVERE_BADGE = 0.05  # a cell with a larger share of severe ones gets a badge


@dataclass(frozen=True)
class Shares:
    """Shares of the samples beyond Tukey's inner (1.5 IQR) and outer (3 IQR) fences."""

    mild: float
    severe: float


def shares(samples: ArrayLike) -> Shares:
    """Tukey 1977, as criterion.rs labels them; ``mild`` does not count the severe ones."""
    values: Any = np.asarray(samples, dtype=float)
    first, third = np.quantile(values, (0.25, 0.75))
    width = third - first

    def beyond(factor: float) -> float:
        low, high = first - factor * width, third + factor * width
        return float(np.mean((values < low) | (values > high)))

    severe = beyond(3.0)
    return Shares(mild=beyond(1.5) - severe, severe=severe)
