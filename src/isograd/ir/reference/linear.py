"""Products of matrices, convolutions, attention."""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from isograd.ir.reference.dtypes import Array
from isograd.ir.reference.reductions import softmax
from isograd.ir.reference.shapes import pad
from isograd.ir.reference.windows import windows


def linear(x: Array, weight: Array, bias: Array | None) -> Array:
    """[..., in] and ``weight`` [out, in] to [..., out]."""
    y = x @ weight.T
    return np.asarray(y if bias is None else y + bias)


def _per_channel(y: Array, bias: Array | None, batched: bool) -> Array:
    """``y`` [batch, channels, ...] with the bias, and without the batch axis that it had not."""
    if bias is not None:
        y = y + bias.reshape(-1, *(1,) * (y.ndim - 2))
    return y if batched else y[0]


def conv(
    x: Array,
    weight: Array,
    bias: Array | None,
    *,
    stride: Sequence[int],
    padding: Sequence[tuple[int, int]],
    dilation: Sequence[int],
    groups: int,
) -> Array:
    """[batch, in, *sizes] or [in, *sizes], and ``weight`` [out, in / groups, *window]."""
    batched = x.ndim == weight.ndim
    x = x if batched else x[None]
    x = pad(x, widths=((0, 0), (0, 0), *padding), mode="constant", value=0)
    rank = weight.ndim - 2
    seen = windows(x, weight.shape[2:], stride, dilation)  # [batch, in, *places, *window]
    summed = ([1, *range(seen.ndim - rank, seen.ndim)], range(1, weight.ndim))
    parts = [
        np.moveaxis(np.tensordot(part, filters, summed), -1, 1)
        for part, filters in zip(
            np.split(seen, groups, axis=1), np.split(weight, groups), strict=True
        )
    ]
    return _per_channel(np.concatenate(parts, axis=1), bias, batched)


def conv_transpose(
    x: Array,
    weight: Array,
    bias: Array | None,
    *,
    stride: Sequence[int],
    padding: Sequence[int],
    output_padding: Sequence[int],
    dilation: Sequence[int],
    groups: int,
) -> Array:
    """[batch, in, *sizes] or [in, *sizes], and ``weight`` [in, out / groups, *window].

    Every element adds the window, times itself, to a canvas; ``padding`` is cut off on both sides.
    """
    batched = x.ndim == weight.ndim
    x = x if batched else x[None]
    sizes, window = x.shape[2:], weight.shape[2:]
    axes = range(len(window))
    canvas_sizes = [
        (sizes[a] - 1) * stride[a] + dilation[a] * (window[a] - 1) + 1 + output_padding[a]
        for a in axes
    ]
    parts = []
    for part, filters in zip(np.split(x, groups, axis=1), np.split(weight, groups), strict=True):
        canvas = np.zeros((len(x), weight.shape[1], *canvas_sizes), x.dtype)
        for place in itertools.product(*map(range, window)):
            reached = tuple(
                slice(
                    place[a] * dilation[a], place[a] * dilation[a] + sizes[a] * stride[a], stride[a]
                )
                for a in axes
            )
            # A slice may reach beyond the canvas; it still has one place for each element.
            at_place: Any = (slice(None), slice(None), *place)
            product = np.tensordot(part, filters[at_place], ([1], [0]))
            canvas[(slice(None), slice(None), *reached)] += np.moveaxis(product, -1, 1)
        parts.append(canvas)
    kept = tuple(slice(padding[a], canvas_sizes[a] - padding[a]) for a in axes)
    y = np.concatenate(parts, axis=1)[(slice(None), slice(None), *kept)]
    return _per_channel(y, bias, batched)


def attention(
    q: Array,
    k: Array,
    v: Array,
    mask: Array | None,
    *,
    scale: float | None,
    causal: bool,
    grouped: bool,
    dropout: float,
) -> Array:
    """``q`` [..., heads, tokens, features], ``k`` and ``v`` [..., heads, others, features].

    softmax(q kᵀ scale + mask) v; a boolean mask holds True where a token may look. With ``grouped``
    several heads of ``q`` share one of ``k`` and ``v``. Dropout is off.
    """
    if grouped:
        k, v = (np.repeat(one, q.shape[-3] // one.shape[-3], axis=-3) for one in (k, v))
    scale = 1 / math.sqrt(q.shape[-1]) if scale is None else scale
    scores = q @ np.swapaxes(k, -1, -2) * scale
    allowed = np.ones(scores.shape[-2:], bool)
    if causal:
        allowed = np.tril(allowed)
    if mask is not None and mask.dtype == bool:
        allowed = allowed & mask
    elif mask is not None:
        scores = scores + mask
    scores = np.where(allowed, scores, -np.inf)
    # A token that may look at none gets zeros, not the NaN of an empty softmax.
    blind = np.all(scores == -np.inf, axis=-1, keepdims=True)
    return np.asarray(np.where(blind, 0, softmax(scores, axis=-1)) @ v)


LINEAR: dict[str, Callable[..., Array]] = {
    "matmul": lambda a, b: np.matmul(a, b),
    "einsum": lambda *xs, equation: np.einsum(equation, *xs, optimize=True),
    "affine": lambda bias, a, b: a @ b + bias,
    "linear": linear,
    "conv": conv,
    "conv_transpose": conv_transpose,
    "embedding": lambda indices, weight, padding_index: weight[indices],
    "attention": attention,
}
