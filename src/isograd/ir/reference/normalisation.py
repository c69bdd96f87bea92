"""Normalisation: (x - mean) / √(variance + epsilon) · weight + bias, the variance always biased."""

from collections.abc import Callable, Sequence

import numpy as np

from isograd.ir.reference.dtypes import Array
from isograd.ir.reference.reductions import mean, variance


def _normalised(x: Array, centre: Array, spread: Array, epsilon: float) -> Array:
    return np.asarray((x - centre) / np.sqrt(spread + epsilon))


def _over(x: Array, axes: Sequence[int], epsilon: float) -> Array:
    """Normalised by its own statistics over ``axes``."""
    centre = mean(x, axes=axes, keep=True)
    spread = variance(x, axes=axes, keep=True, correction=0)
    return _normalised(x, centre, spread, epsilon)


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
    running_mean: Array | None,
    running_variance: Array | None,
    *,
    epsilon: float,
    momentum: float,
    training: bool,
) -> list[Array]:
    """The output for ``x`` [batch, channels, ...], and while training the new running mean and
    (unbiased) variance: the old ones by 1 - momentum and those of the batch by momentum."""
    axes = (0, *range(2, x.ndim))
    weight, bias = _channels(weight, x.ndim), _channels(bias, x.ndim)
    if not training:
        centre, spread = _channels(running_mean, x.ndim), _channels(running_variance, x.ndim)
        assert centre is not None and spread is not None
        return [_affine(_normalised(x, centre, spread, epsilon), weight, bias)]
    kept = [
        (1 - momentum) * old + momentum * new
        for old, new in (
            (running_mean, mean(x, axes=axes, keep=False)),
            (running_variance, variance(x, axes=axes, keep=False, correction=1)),
        )
        if old is not None
    ]
    return [_affine(_over(x, axes, epsilon), weight, bias), *kept]


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
    squares = mean(np.square(x), axes=axes, keep=True)
    return _affine(np.asarray(x / np.sqrt(squares + epsilon)), weight, None)


NORMALISATION: dict[str, Callable[..., Array | list[Array]]] = {
    "batch_norm": batch_norm,
    "layer_norm": layer_norm,
    "group_norm": group_norm,
    "instance_norm": instance_norm,
    "rms_norm": rms_norm,
}
