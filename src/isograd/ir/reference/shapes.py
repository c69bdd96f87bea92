"""Operations that move elements, and those that make arrays from numbers."""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from isograd.ir.reference.dtypes import Array

PAD_MODES = {"reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def along(axis: int, part: Any) -> tuple[Any, ...]:
    """The index that takes ``part`` of one axis, and all of those before it."""
    return (*(slice(None),) * axis, part)


def split(x: Array, *, sizes: Sequence[int], axis: int) -> list[Array]:
    return np.split(x, np.cumsum(sizes)[:-1], axis)


def sliced(x: Array, *, axis: int, start: int, stop: int | None, step: int) -> Array:
    """Python's slice: a negative bound counts from the end, one beyond the end is the end."""
    return np.asarray(x[along(axis, slice(start, stop, step))])


def roll(x: Array, *, shifts: Sequence[int], axes: Sequence[int]) -> Array:
    """Without ``axes`` the array is rolled as if it had one."""
    return np.roll(x, tuple(shifts), tuple(axes)) if axes else np.roll(x, shifts[0])


def pad(x: Array, *, widths: Sequence[tuple[int, int]], mode: str, value: float) -> Array:
    """``widths`` (before, after) of every axis; a negative one cuts off."""
    kept = tuple(
        slice(max(-before, 0), size - max(-after, 0))
        for (before, after), size in zip(widths, x.shape, strict=True)
    )
    added = [(max(before, 0), max(after, 0)) for before, after in widths]
    if mode == "constant":
        return np.pad(x[kept], added, constant_values=value)
    return np.pad(x[kept], added, mode=PAD_MODES[mode])  # type: ignore[call-overload, no-any-return]


def index(x: Array, *indices: Array, axes: Sequence[int]) -> Array:
    """One index for each of ``axes``, which are neighbours; the indices meet in one shape."""
    return np.asarray(x[(*along(axes[0], indices[0]), *indices[1:])])


def take_along(x: Array, indices: Array, *, axis: int) -> Array:
    """Of the shape of ``indices``: where that is smaller than ``x`` along another axis, the rest of
    ``x`` is left out, never repeated."""
    kept = [slice(size) for size in indices.shape]
    kept[axis] = slice(None)
    return np.take_along_axis(x[tuple(kept)], indices, axis)


def difference(x: Array, prepend: Array | None, *, axis: int) -> Array:
    """Each element less the one before it; ``prepend`` comes before the first."""
    return np.diff(x if prepend is None else np.concatenate([prepend, x], axis), axis=axis)


def triangle(x: Array, *, lower: bool, diagonal: int) -> Array:
    return np.tril(x, diagonal) if lower else np.triu(x, diagonal)


def pixel_shuffle(x: Array, *, factor: int) -> Array:
    """[..., channels · factor², h, w] to [..., channels, h · factor, w · factor]."""
    *lead, channels, height, width = x.shape
    rank = len(lead)
    parts = x.reshape(*lead, channels // factor**2, factor, factor, height, width)
    order = [*range(rank), *(rank + place for place in (0, 3, 1, 4, 2))]
    shape = (*lead, channels // factor**2, height * factor, width * factor)
    return parts.transpose(order).reshape(shape)


def arange(*, start: float, stop: float, step: float, dtype: str) -> Array:
    count = max(0, math.ceil((stop - start) / step))
    return (start + step * np.arange(count)).astype(dtype)


SHAPES: dict[str, Callable[..., Array | list[Array]]] = {
    "reshape": lambda x, shape: x.reshape(shape),
    "permute": lambda x, axes: x.transpose(axes),
    "expand_dims": lambda x, axis: np.expand_dims(x, axis),
    "squeeze": lambda x, axes: np.squeeze(x, tuple(axes)),
    "broadcast_to": lambda x, shape: np.broadcast_to(x, shape),
    "concatenate": lambda *xs, axis: np.concatenate(xs, axis),
    "stack": lambda *xs, axis: np.stack(xs, axis),
    "split": split,
    "unstack": lambda x, axis: [x[along(axis, place)] for place in range(x.shape[axis])],
    "select": lambda x, axis, index: x[along(axis, index)],
    "slice": sliced,
    "roll": roll,
    "flip": lambda x, axes: np.flip(x, tuple(axes)),
    "tile": lambda x, repeats: np.tile(x, repeats),
    "repeat": lambda x, repeats, axis: np.repeat(x, repeats, axis),
    "pad": pad,
    "take": lambda x, indices, axis: np.take(x, indices, axis),
    "index": index,
    "take_along": take_along,
    "difference": difference,
    "triangle": triangle,
    "pixel_shuffle": pixel_shuffle,
    "full": lambda shape, value, dtype: np.full(shape, value, dtype),
    "arange": arange,
}
