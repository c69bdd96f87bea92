"""Operations over whole axes. ``axes`` are sorted; with ``keep`` they stay, of size 1."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from isograd.ir.reference.dtypes import Array

Axes = Sequence[int]


def softmax(x: Array, *, axis: int) -> Array:
    raised = np.exp(x - np.max(x, axis, keepdims=True, initial=-np.inf))
    return np.asarray(raised / np.sum(raised, axis, keepdims=True))


def log_softmax(x: Array, *, axis: int) -> Array:
    below = x - np.max(x, axis, keepdims=True, initial=-np.inf)
    return np.asarray(below - np.log(np.sum(np.exp(below), axis, keepdims=True)))


def logsumexp(x: Array, *, axes: Axes, keep: bool) -> Array:
    largest = np.max(x, tuple(axes), keepdims=True, initial=-np.inf)
    largest = np.where(np.isinf(largest), 0, largest)  # ∞ - ∞ would be no number
    total = np.log(np.sum(np.exp(x - largest), tuple(axes), keepdims=True)) + largest
    return np.asarray(total if keep else np.squeeze(total, tuple(axes)))


def mean(x: Array, *, axes: Axes, keep: bool) -> Array:
    """NaN where there are no elements."""
    return np.asarray(np.sum(x, tuple(axes), keepdims=keep) / _count(x, axes))


def _count(x: Array, axes: Axes, less: float = 0.0) -> Array:
    """How many elements one result is made of, ``less`` some, as a number of the type of ``x``."""
    return np.asarray(max(0.0, math.prod(x.shape[axis] for axis in axes) - less), x.dtype)


def variance(x: Array, *, axes: Axes, keep: bool, correction: float) -> Array:
    """Sum of squared deviations, divided by their number less ``correction``."""
    squares = np.square(x - mean(x, axes=axes, keep=True))
    total = np.sum(squares, tuple(axes), keepdims=keep)
    return np.asarray(total / _count(x, axes, less=correction))


def norm(x: Array, *, axes: Axes, keep: bool, order: float) -> Array:
    """(Σ |x|^order)^(1/order)."""
    total = np.sum(np.abs(x) ** order, tuple(axes), keepdims=keep)
    return np.asarray(total ** (1 / order))


def _over_axes(reduce: Callable[..., Array]) -> Callable[..., Array]:
    return lambda x, *, axes, keep: reduce(x, axis=tuple(axes), keepdims=keep)


def _over_axis(reduce: Callable[..., Array]) -> Callable[..., Array]:
    """The first of several largest (smallest) elements counts."""
    return lambda x, *, axis, keep: reduce(x, axis=axis, keepdims=keep)


REDUCTIONS: dict[str, Callable[..., Array]] = {
    "softmax": softmax,
    "log_softmax": log_softmax,
    **{name: _over_axes(getattr(np, name)) for name in "sum max min prod any all".split()},
    "mean": mean,
    "variance": variance,
    "norm": norm,
    "argmax": _over_axis(np.argmax),
    "argmin": _over_axis(np.argmin),
    "cumsum": lambda x, axis: np.cumsum(x, axis),
    "logsumexp": logsumexp,
}
