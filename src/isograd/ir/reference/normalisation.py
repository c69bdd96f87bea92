"""Normalisation: (x - mean) / √(variance + epsilon) · weight + bias, the variance always biased."""

import math
from collections.abc import Callable, Sequence

import numpy as np

from isograd.ir.reference.dtypes import Array


def _normalised(x: Array, mean: Array, variance: Array, epsilon: float) -> Array:
    return np.asarray((x - mean) / np.sqrt(variance + epsilon))


def _over(x: Array, axes: Sequence[int], epsilon: float) -> Array:
    """Normalised by its own statistics over ``axes``."""
    mean = np.mean(x, tuple(axes), keepdims=True)
    variance = np.mean(np.square(x - mean), tuple(axes), keepdims=True)
    return _normalised(x, mean, variance, epsilon)


def _affine(x: Array, weight: Array | None, bias: Array | None) -> Array:
    if weight is not None:
        x = x * weight
    return x if bias is None else x + bias


def _channels(value: Array | None, rank: int) -> Array | None:
    """A vector [channels], ready to meet an array [batch, channels, ...]."""
    return None if value is None else value.reshape(-1, *(1,) * (rank - 2))


def batch_norm(
    x: Array,
    weight: Array | None,
    bias: Array | None,
    mean: Array | None,
    variance: Array | None,
    *,
    epsilon: float,
    momentum: float,
    training: bool,
) -> list[Array]:
    """The output for ``x`` [batch, channels, ...], and while training the new running mean and
    (unbiased) variance: the old ones by 1 - momentum and those of the batch by momentum."""
    axes = (0, *range(2, x.ndim))
    kept = []
    if training:
        now = np.mean(x, axes)
        squares = np.square(x - np.mean(x, axes, keepdims=True))
        spread = np.mean(squares, axes)
        if mean is not None and variance is not None:
            others = np.asarray(math.prod(x.shape[axis] for axis in axes) - 1, x.dtype)
            unbiased = np.sum(squares, axes) / others
            kept = [
                (1 - momentum) * mean + momentum * now,
                (1 - momentum) * variance + momentum * unbiased,
            ]
    else:
        assert mean is not None and variance is not None
        now, spread = mean, variance
    shape = (-1, *(1,) * (x.ndim - 2))
    y = _normalised(x, now.reshape(shape), spread.reshape(shape), epsilon)
    return [_affine(y, _channels(weight, x.ndim), _channels(bias, x.ndim)), *kept]


def layer_norm(
    x: Array, weight: Array | None, bias: Array | None, *, axes: Sequence[int], epsilon: float
) -> Array:
    """``weight`` and ``bias`` have the shape of the last axes, which are ``axes``."""
    return _affine(_over(x, axes, epsilon), weight, bias)


def group_norm(
    x: Array, weight: Array | None, bias: Array | None, *, groups: int, epsilon: float
) -> Array:
    """``x`` [batch, channels, ...]: each group of channels of an example by itself."""
    parts = x.reshape(len(x), groups, x.shape[1] // groups, *x.shape[2:])
    y = _over(parts, range(2, parts.ndim), epsilon).reshape(x.shape)
    return _affine(y, _channels(weight, x.ndim), _channels(bias, x.ndim))


def instance_norm(x: Array, weight: Array | None, bias: Array | None, *, epsilon: float) -> Array:
    """``x`` [batch, channels, ...]: each channel of an example by itself."""
    y = _over(x, range(2, x.ndim), epsilon)
    return _affine(y, _channels(weight, x.ndim), _channels(bias, x.ndim))


def rms_norm(x: Array, weight: Array | None, *, axes: Sequence[int], epsilon: float) -> Array:
    """x / √(mean of x² + epsilon) · weight: no mean is taken off."""
    squares = np.mean(np.square(x), tuple(axes), keepdims=True)
    return _affine(np.asarray(x / np.sqrt(squares + epsilon)), weight, None)


NORMALISATION: dict[str, Callable[..., Array | list[Array]]] = {
    "batch_norm": batch_norm,
    "layer_norm": layer_norm,
    "group_norm": group_norm,
    "instance_norm": instance_norm,
    "rms_norm": rms_norm,
}
