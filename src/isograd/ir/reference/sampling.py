"""Pooling and resizing over the last axes of [..., *sizes].

Formulas: ATen/native/Pool.h (places), AvgPoolKernel.cpp (divisors), AdaptivePooling.h (bounds),
UpSample.h (positions and weights), all of PyTorch 2.13.
"""

import functools
import operator
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from isograd.ir.reference.dtypes import Array
from isograd.ir.reference.shapes import along, pad
from isograd.ir.reference.windows import windows

CUBIC_A = -0.75
SMALL = 128  # samples along both axes together


def _places(size: int, window: int, stride: int, padding: int, dilation: int, ceil: bool) -> int:
    """How many windows there are along one axis."""
    free = size + 2 * padding - dilation * (window - 1) - 1
    count = 1 + (-(-free // stride) if ceil else free // stride)
    # With ``ceil`` the last window may reach beyond the padding, but not begin there.
    return count - 1 if ceil and (count - 1) * stride >= size + padding else count


def _pooled(
    x: Array,
    window: Sequence[int],
    stride: Sequence[int],
    padding: Sequence[int],
    dilation: Sequence[int],
    ceil: bool,
    filling: Any,
) -> Array:
    """All windows [..., *places, *window]; what lies outside of ``x`` is ``filling``."""
    lead = x.ndim - len(window)
    widths = [(0, 0)] * lead
    for axis, size in enumerate(x.shape[lead:]):
        place = (window[axis], stride[axis], padding[axis], dilation[axis])
        last = (_places(size, *place, ceil) - 1) * stride[axis]
        end = last + dilation[axis] * (window[axis] - 1) + 1
        widths.append((padding[axis], end - size - padding[axis]))
    return windows(pad(x, widths=widths, mode="constant", value=filling), window, stride, dilation)


def _last(count: int) -> tuple[int, ...]:
    return tuple(range(-count, 0))


def max_pool(
    x: Array,
    *,
    window: Sequence[int],
    stride: Sequence[int],
    padding: Sequence[int],
    dilation: Sequence[int],
    ceil: bool,
) -> Array:
    lowest = -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min
    seen = _pooled(x, window, stride, padding, dilation, ceil, lowest)
    return np.asarray(seen.max(_last(len(window))))


def average_pool(
    x: Array,
    *,
    window: Sequence[int],
    stride: Sequence[int],
    padding: Sequence[int],
    ceil: bool,
    count_padding: bool,
) -> Array:
    """The sum over a window, divided by the number of its elements: with ``count_padding`` those of
    the padding too, but never those beyond it."""
    rank = len(window)
    sums = _pooled(x, window, stride, padding, (1,) * rank, ceil, 0).sum(_last(rank))
    counts = []
    for axis, size in enumerate(x.shape[x.ndim - rank :]):
        begin = np.arange(sums.shape[axis - rank]) * stride[axis] - padding[axis]
        end = np.minimum(begin + window[axis], size + padding[axis])
        if not count_padding:
            begin, end = np.maximum(begin, 0), np.minimum(end, size)
        counts.append((end - begin).reshape(-1, *(1,) * (rank - 1 - axis)))
    return np.asarray(sums / functools.reduce(operator.mul, counts).astype(x.dtype))


def _adaptive(reduce: Callable[..., Array]) -> Callable[..., Array]:
    """Window i of ``size`` goes from floor(i n / size) to ceil((i + 1) n / size), axis by axis."""

    def pool(x: Array, *, size: Sequence[int]) -> Array:
        for axis, count in enumerate(size, start=x.ndim - len(size)):
            n = x.shape[axis]
            bounds = [(i * n // count, -(-(i + 1) * n // count)) for i in range(count)]
            parts = [x[along(axis, slice(begin, end))] for begin, end in bounds]
            x = np.stack([reduce(part, axis=axis) for part in parts], axis)
        return x

    return pool


def resize(
    x: Array,
    *,
    size: Sequence[int],
    method: str,
    align_corners: bool,
    scale: Sequence[float] | None,
) -> Array:
    """``scale``, where it was given instead of a size, places the samples: a size is rounded."""
    for place, count in enumerate(size):
        axis = x.ndim - len(size) + place
        factor = None if scale is None else scale[place]
        if method == "nearest":
            # The source has a kernel of its own for small images.
            small = len(size) == 2 and sum(size) <= SMALL
            x = np.take(x, _nearest(x.shape[axis], count, factor, x.dtype, small), axis)
            continue
        indices, weights = _taps(x.shape[axis], count, method, align_corners, factor, x.dtype)
        shape = (-1, *(1,) * (x.ndim - 1 - axis))
        x = np.asarray(
            sum(
                np.take(x, index, axis) * weight.reshape(shape)
                for index, weight in zip(indices, weights, strict=True)
            )
        )
    return x


def _nearest(n: int, count: int, scale: float | None, dtype: Any, small: bool) -> Array:
    """Which of ``n`` elements each of ``count`` samples is. Rounding decides, so positions are
    computed in the type that the source computes them in."""
    if small and n == count:
        return np.arange(n)
    dtype = np.float32 if small else dtype
    ratio = np.asarray(n / count if scale is None else 1 / scale, dtype)
    positions = np.arange(count, dtype=dtype) * ratio
    return np.asarray(np.minimum(np.floor(positions.astype(np.float32)), n - 1), np.int64)


def _taps(
    n: int, count: int, method: str, align_corners: bool, scale: float | None, dtype: Any
) -> tuple[Array, Array]:
    """For each of ``count`` samples of an axis of ``n`` elements the elements [taps, count] that it
    is made of, and their weights [taps, count]."""
    places = np.arange(count, dtype=dtype)
    if align_corners:
        positions = places * np.asarray((n - 1) / (count - 1) if count > 1 else 0, dtype)
    else:
        ratio = np.asarray(n / count if scale is None else 1 / scale, dtype)
        positions = (places + 0.5) * ratio - 0.5
    if method == "linear":
        positions = places if n == count else np.maximum(positions, 0)
    first = np.minimum(np.floor(positions).astype(np.int64), n - 1)
    t = np.clip(positions - first.astype(dtype), 0, 1)
    if method == "linear":
        return np.stack([first, np.minimum(first + 1, n - 1)]), np.stack([1 - t, t])
    weights = [_far(t + 1), _near(t), _near(1 - t), _far(2 - t)]
    indices = np.clip(first + np.arange(-1, 3)[:, None], 0, n - 1)
    return indices, np.stack(weights)


def _near(t: Array) -> Array:
    """Keys' cubic at a distance up to 1."""
    return np.asarray(((CUBIC_A + 2) * t - (CUBIC_A + 3)) * t * t + 1)


def _far(t: Array) -> Array:
    """Keys' cubic at a distance from 1 to 2."""
    return np.asarray(((CUBIC_A * t - 5 * CUBIC_A) * t + 8 * CUBIC_A) * t - 4 * CUBIC_A)


SAMPLING: dict[str, Callable[..., Array]] = {
    "max_pool": max_pool,
    "average_pool": average_pool,
    "adaptive_average_pool": _adaptive(np.mean),
    "adaptive_max_pool": _adaptive(np.max),
    "resize": resize,
}
