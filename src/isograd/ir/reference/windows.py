"""Windows that slide over the last axes of an array."""

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from isograd.ir.reference.dtypes import Array


def windows(
    x: Array, window: Sequence[int], stride: Sequence[int], dilation: Sequence[int]
) -> Array:
    """A view [..., *places, *window] of ``x`` [..., *sizes]."""
    lead = x.ndim - len(window)
    reach = [gap * (size - 1) + 1 for size, gap in zip(window, dilation, strict=True)]
    every = sliding_window_view(x, reach, tuple(range(lead, x.ndim)))
    steps = (slice(None, None, step) for step in (*stride, *dilation))
    return np.asarray(every[(*(slice(None),) * lead, *steps)])
